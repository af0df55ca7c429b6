namespace EsGen.Tests.Domain.Shapes;

public sealed record Money(decimal Amount, string Currency = "EUR");
