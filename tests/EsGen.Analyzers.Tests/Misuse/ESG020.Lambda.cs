[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public void Rename(IEnumerable<string> names) => names.ToList().ForEach(name => {|ESG020:Customer = name|});
}
