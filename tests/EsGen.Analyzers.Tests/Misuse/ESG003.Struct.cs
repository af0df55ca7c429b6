[Entity]
public partial struct {|ESG003:Order|}
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }
}
