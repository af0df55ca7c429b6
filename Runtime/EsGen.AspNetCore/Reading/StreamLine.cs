namespace EsGen.AspNetCore.Reading;

/// <summary>What a list says of a stream.</summary>
/// <param name="Last">Its newest event.</param>
/// <param name="Entity">The kind of entity.</param>
internal sealed record StreamLine(Notification Last, string Entity)
{
    public Guid Id => Last.Item.SequenceId;

    /// <summary>How many events it has.</summary>
    public long Version => Last.Item.Position + 1;
}
