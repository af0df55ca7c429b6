namespace EsGen;

/// <summary>What to read of a tree: keys between two bounds.</summary>
/// <param name="Tree">0 for the documents, then the indexes.</param>
public readonly record struct DocumentRange(int Tree)
{
    /// <summary>The first key that belongs to it, if it is there; nothing for the very first one.</summary>
    public ReadOnlyMemory<byte> From { get; init; }

    /// <summary>The first key behind it; null for none.</summary>
    public ReadOnlyMemory<byte>? To { get; init; }

    /// <summary>How many at most.</summary>
    public int Limit { get; init; } = int.MaxValue;

    /// <summary>Whether to begin at the end.</summary>
    public bool Descending { get; init; }
}
