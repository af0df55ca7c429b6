namespace EsGen.LiteDB;

/// <summary>
/// Which of the events that were found go on where their sequence ends, and which lie behind a hole. They come in the order of their ids.
/// </summary>
/// <remarks>
/// Positions may have gaps of their own. A gap is a hole if a notification is missing between its two ends: that can be what is missing.
/// </remarks>
internal sealed class SalvagedSequences
{
    private readonly Dictionary<Guid, Sequence> _sequences = [];

    public List<MissingPositions> Holes { get; } = [];

    /// <summary>Whether an event goes into the store; otherwise it is set aside.</summary>
    /// <param name="packed">The event.</param>
    /// <param name="missing">How many notifications are missing before it.</param>
    public bool GoesOn(PackedEvent packed, long missing)
    {
        var sequenceId = packed.SequenceId;
        var position = packed.Position;
        var sequence = _sequences.GetValueOrDefault(sequenceId, new Sequence(Last: -1, MissingThen: 0, IsBroken: false));
        var isBehindHole = position > sequence.Last + 1 && missing > sequence.MissingThen;
        if (isBehindHole)
        {
            Holes.Add(new MissingPositions(sequenceId, sequence.Last + 1, position - 1));
        }

        var isBroken = sequence.IsBroken || isBehindHole;
        _sequences[sequenceId] = new Sequence(Math.Max(position, sequence.Last), missing, isBroken);
        return !isBroken;
    }

    /// <summary>Whether an event comes after all of its sequence that were there before it.</summary>
    public bool IsBehindAll(PackedEvent packed) =>
        !_sequences.TryGetValue(packed.SequenceId, out var sequence) || packed.Position > sequence.Last;

    private readonly record struct Sequence(long Last, long MissingThen, bool IsBroken);
}
