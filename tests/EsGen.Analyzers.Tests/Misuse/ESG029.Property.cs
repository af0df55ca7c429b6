// CS9248
[Entity]
public partial class Order
{
    [Event] public partial Order();

    public partial string? {|ESG029:Note|} { get; set; }
}
