[Entity]
public partial class {|ESG003:Order|}<T>
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }
}
