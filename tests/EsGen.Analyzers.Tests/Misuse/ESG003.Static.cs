[Entity]
public static partial class {|ESG003:Order|}
{
    [Event("Shipped")] public static partial void Ship(string to);
}
