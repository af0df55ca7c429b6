public sealed class Share
{
    private readonly decimal _value;

    public Share(decimal value) => _value = {|ESG028:value / 100|};

    public decimal Value => _value;
}

[Entity]
public partial class Order
{
    [Event] public partial Order(IReadOnlyList<Share> shares);

    public IReadOnlyList<Share> Shares { get; private set; }
}
