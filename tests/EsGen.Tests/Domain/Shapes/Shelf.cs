namespace EsGen.Tests.Domain.Shapes;

public sealed record Shelf(HashSet<string> Tags, IReadOnlyDictionary<int, Money> Prices)
{
    public IReadOnlySet<Sku>? Skus { get; init; }
}
