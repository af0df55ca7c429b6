namespace EsGen;

/// <summary>A read model's documents between two commits: what is read here goes together.</summary>
public interface IReadModelView
{
    /// <summary>How far they go.</summary>
    ReadModelState State { get; }

    /// <summary>What is under a key; null if nothing is.</summary>
    /// <param name="tree">0 for the documents, then the indexes.</param>
    /// <param name="key">The key.</param>
    ReadOnlyMemory<byte>? Find(int tree, ReadOnlyMemory<byte> key);

    /// <summary>What is under several keys, in their order; null where nothing is.</summary>
    /// <param name="tree">0 for the documents, then the indexes.</param>
    /// <param name="keys">The keys.</param>
    IReadOnlyList<ReadOnlyMemory<byte>?> FindAll(int tree, IReadOnlyList<ReadOnlyMemory<byte>> keys);

    /// <summary>The keys between two bounds, in their order, and what is under them.</summary>
    /// <param name="range">The bounds.</param>
    IReadOnlyList<KeyValuePair<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>> GetRange(DocumentRange range);
}
