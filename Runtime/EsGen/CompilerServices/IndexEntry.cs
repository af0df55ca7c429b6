namespace EsGen.CompilerServices;

/// <summary>One entry of a document in an index.</summary>
/// <param name="Index">The number of the index.</param>
/// <param name="Values">The values under which the document stands there.</param>
internal readonly record struct IndexEntry(int Index, byte[] Values) : IComparable<IndexEntry>
{
    public int CompareTo(IndexEntry other) =>
        Index == other.Index ? Values.AsSpan().SequenceCompareTo(other.Values) : Index.CompareTo(other.Index);
}
