namespace EsGen.Tests.Domain.Shapes;

public sealed record Card(decimal Amount, string Number) : Payment(Amount);
