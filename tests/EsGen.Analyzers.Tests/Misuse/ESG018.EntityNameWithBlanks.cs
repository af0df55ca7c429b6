[{|ESG018:Aggregate(" Order ")|}]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

}
