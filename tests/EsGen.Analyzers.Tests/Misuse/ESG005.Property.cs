[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event] public string? {|ESG005:Note|} { get; set; }
}
