namespace EsGen.AspNetCore.Reading;

/// <summary>How far a verification is, or what came of it.</summary>
internal sealed record VerificationReport
{
    /// <summary>When it began; null if there was none yet.</summary>
    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Ended { get; init; }

    /// <summary>What is being done.</summary>
    public string Step { get; init; } = "";

    public long Done { get; init; }

    /// <summary>How much there is to do in this step; 0 if that isn't known.</summary>
    public long Total { get; init; }

    public long Events { get; init; }

    public int Sequences { get; init; }

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Whether there may be more findings.</summary>
    public bool IsCut { get; init; }

    /// <summary>Why it couldn't be ended; null if it could.</summary>
    public string? Problem { get; init; }

    public bool IsRunning => Started is not null && Ended is null;
}
