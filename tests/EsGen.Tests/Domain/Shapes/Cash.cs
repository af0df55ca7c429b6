namespace EsGen.Tests.Domain.Shapes;

public sealed record Cash(decimal Amount) : Payment(Amount);
