namespace EsGen;

/// <summary>Work that one process at a time does.</summary>
internal interface ILeasedWork
{
    string Name { get; }

    /// <summary>What others are to know of it.</summary>
    LeaseReport Report { get; }

    /// <summary>Whether somebody in this process waits for it.</summary>
    bool IsWaitedFor { get; }

    /// <summary>Does it, from what is stored on, until it is cancelled or can't go on.</summary>
    Task WorkAsync(CancellationToken cancellationToken);

    /// <summary>Takes over what another process says of the work that it has.</summary>
    void StandBy(LeaseReport report);

    /// <summary>
    /// Carries out requests up to a number, without holding up whoever asks for it. It is called again until that is answered.
    /// </summary>
    void CarryOut(long request);
}
