[Aggregate]
public partial class Order
{
    [Event] public partial Order();

    [Event("Card")] public partial void {|ESG010:Pay|}(Card card);

    private partial void WhenCard(Card card)
    {
    }
}

public sealed record Card(string Number);
