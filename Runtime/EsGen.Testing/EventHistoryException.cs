namespace EsGen.Testing;

/// <summary>Today's code can't read something that a lock says may be stored.</summary>
public sealed class EventHistoryException : EventSourcingException
{
    internal EventHistoryException(string entity, IReadOnlyList<EventHistoryFinding> findings)
        : base(
            $"Not everything that may be stored of {entity} can be "
                + $"read:{string.Concat(findings.Select(static finding => $"{Environment.NewLine}  {finding}"))}{Hint(findings)}",
            findings.Select(static finding => finding.Exception).FirstOrDefault(static exception => exception is not null))
    {
        Entity = entity;
        Findings = findings;
    }

    /// <summary>The entity's name in topics.</summary>
    public string Entity { get; }

    /// <summary>Everything that was found, in the order of the lock.</summary>
    public IReadOnlyList<EventHistoryFinding> Findings { get; }

    private static string Hint(IReadOnlyList<EventHistoryFinding> findings) => findings.Any(static finding => finding.Data is not null)
        ? $"{Environment.NewLine}Data that was never stored, and that the code rightly refuses, can be replaced by an example of yours "
            + "for its topic."
        : "";
}
