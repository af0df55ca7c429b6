namespace EsGen;

/// <summary>What a commit changes in one of the trees of a read model's documents.</summary>
/// <param name="Tree">0 for the documents, then the indexes.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">What is there from now on; null for nothing.</param>
public readonly record struct DocumentChange(int Tree, ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte>? Value);
