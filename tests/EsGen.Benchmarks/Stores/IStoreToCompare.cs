namespace EsGen.Benchmarks.Stores;

/// <summary>What the stores that are compared have in common.</summary>
internal interface IStoreToCompare : IDisposable
{
    /// <summary>Stores items in one transaction, and returns when it is on the medium, as far as the store can do that.</summary>
    void Append(SequencedItem[] items);

    /// <summary>Reads a sequence and every field of its items; returns how many.</summary>
    int Load(Guid sequenceId);

    /// <summary>Reads everything in the order in which it was stored, in pages; returns how many.</summary>
    long Scan();
}
