[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private decimal _sum;

    public void Add(decimal amount) => {|ESG020:_sum += amount|};
}
