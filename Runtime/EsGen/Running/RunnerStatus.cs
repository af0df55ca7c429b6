namespace EsGen;

/// <summary>How it stands with one of the things that a runner was given.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="State">What the runner does about it.</param>
/// <param name="Position">The id of the last notification that it has handled; 0 for none.</param>
/// <param name="Behind">How far that is behind the last notification stored, in ids.</param>
/// <param name="Exception">What stopped it; null if nothing did.</param>
public sealed record RunnerStatus(string Name, RunnerKind Kind, RunnerState State, long Position, long Behind, Exception? Exception)
{
    /// <summary>
    /// For a policy: how often it was itself among the causes of the event that it handled last. It stops at
    /// <see cref="RunnerOptions.MaxCausationDepth"/>.
    /// </summary>
    public int CausationDepth { get; init; }

    /// <summary>For a policy: how many events are parked.</summary>
    public int Parked { get; init; }
}
