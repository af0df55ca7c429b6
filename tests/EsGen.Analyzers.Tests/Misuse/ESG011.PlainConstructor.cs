[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public {|ESG011:Order|}(int number) => Customer = "";
}
