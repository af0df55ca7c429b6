using System.Text.Json.Serialization;

[JsonDerivedType(typeof(Card), "card")]
public abstract record Payment;

public sealed record Card(string Number) : Payment;

public sealed record Cash(decimal Amount) : Payment;

[Entity]
public partial class Order
{
    [Event] public partial Order(Payment {|ESG075:payment|});

    public Payment Payment { get; private set; }
}
