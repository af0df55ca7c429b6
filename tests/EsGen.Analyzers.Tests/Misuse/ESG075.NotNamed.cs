using System.Text.Json.Serialization;

[JsonDerivedType(typeof(OrderCard), "card")]
public abstract record OrderPayment;

public sealed record OrderCard(string Number) : OrderPayment;

public sealed record OrderCash(decimal Amount) : OrderPayment;

[Entity]
public partial class Order
{
    [Event] public partial Order(OrderPayment {|ESG075:orderPayment|});

    public OrderPayment OrderPayment { get; private set; }
}
