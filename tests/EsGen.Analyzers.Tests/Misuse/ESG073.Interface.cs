using System.Text.Json.Serialization;

[JsonDerivedType(typeof(Card), "card")]
public interface IPayment
{
    [{|ESG073:FormerNames("sum")|}]
    decimal Amount { get; }
}

public sealed record Card(decimal Amount) : IPayment;

[Entity]
public partial class Order
{
    [Event] public partial Order(IPayment payment);

    public IPayment Payment { get; private set; }
}
