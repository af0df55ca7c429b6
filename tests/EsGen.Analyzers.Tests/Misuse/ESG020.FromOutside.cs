[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public string? Note { get; set; }
}

public static class Desk
{
    public static void Write(Order order) => {|ESG020:order.Note = "seen"|};
}
