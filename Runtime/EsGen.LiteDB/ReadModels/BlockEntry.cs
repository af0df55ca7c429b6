namespace EsGen.LiteDB;

/// <summary>A key of a tree and what is under it.</summary>
internal readonly record struct BlockEntry(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value);
