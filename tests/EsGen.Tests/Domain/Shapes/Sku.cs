namespace EsGen.Tests.Domain.Shapes;

public readonly record struct Sku(string Value);
