[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public sealed class Desk
    {
        public void Write(Order order) => {|ESG020:order.Customer = "seen"|};
    }
}
