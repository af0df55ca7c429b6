using System.Text.Json.Serialization;

[JsonDerivedType(typeof(Card), "card")]
public interface IPayment;

public record Card(string Number) : IPayment;

public sealed record GoldCard(string Number) : Card(Number);

[Entity]
public partial class Order
{
    [Event] public partial Order(string name);

    public string Name { get; private set; }

    public IReadOnlyList<IPayment> Payments { get; private set; } = [];

    [Event("Paid")] public partial void Pay(IReadOnlyList<IPayment> {|ESG075:payments|});
}
