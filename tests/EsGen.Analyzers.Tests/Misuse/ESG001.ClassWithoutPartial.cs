// CS0260
[Entity]
public class {|ESG001:Order|}
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }
}
