[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped()
    {
        Value = new[] { 1, 2 }.Order(new Shuffled()).First() + new SortedSet<int>(new Reversed()) { 1, 2 }.First();
    }
}

public sealed class Shuffled : IComparer<int>
{
    public int Compare(int x, int y) => {|ESG021:Random.Shared.Next()|} + x + y;
}

public sealed class Reversed : Comparer<int>
{
    public override int Compare(int x, int y) => 1 + y - x;
}
