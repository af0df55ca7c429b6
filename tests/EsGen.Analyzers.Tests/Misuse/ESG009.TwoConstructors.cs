[Entity]
public partial class Order
{
    [Event] public partial Order(int number);

    [Event] public partial {|ESG009:Order|}(string customer);

    public int Number { get; private set; }

    public string? Customer { get; private set; }
}
