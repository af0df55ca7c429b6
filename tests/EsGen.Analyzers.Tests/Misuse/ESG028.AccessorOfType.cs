public sealed record Due
{
    public required int Day { get; init => field = {|ESG028:value + 1|}; }
}

[Entity]
public partial class Order
{
    [Event] public partial Order(Due due);

    public Due Due { get; private set; }
}
