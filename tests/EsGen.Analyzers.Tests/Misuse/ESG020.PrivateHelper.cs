[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public void Rename(string name) => Set(name);

    private void Set(string name) => {|ESG020:Customer = name|};
}
