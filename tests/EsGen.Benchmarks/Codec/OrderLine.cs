using MemoryPack;

namespace EsGen.Benchmarks;

/// <summary>A line of an order, the same for all codecs.</summary>
[MemoryPackable]
public sealed partial record OrderLine(string Sku, int Quantity, decimal Price);
