[Entity]
public partial class {|ESG012:Order|}
{
    public string? Customer { get; private set; }

    [Event("Shipped")] public partial void Ship(string customer);
}
