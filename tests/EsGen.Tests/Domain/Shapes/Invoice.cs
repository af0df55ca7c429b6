namespace EsGen.Tests.Domain.Shapes;

public sealed record Invoice(decimal Amount, int[] Parts) : Payment(Amount);
