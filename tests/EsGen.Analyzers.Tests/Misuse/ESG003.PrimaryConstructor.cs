[Entity]
public partial class {|ESG003:Order|}(string region)
{
    [Event] public partial Order(int number);

    public int Number { get; private set; }

    public string Region => region;
}
