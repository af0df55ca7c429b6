public sealed record Due
{
    public required int Day { get => {|ESG028:field + 1|}; init; }
}

[Entity]
public partial class Order
{
    [Event] public partial Order(Due due);

    public Due Due { get; private set; }
}
