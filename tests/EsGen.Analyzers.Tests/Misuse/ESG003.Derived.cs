[Entity]
public partial class {|ESG003:Order|} : List<int>
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }
}
