[Entity]
public partial class Order
{
    [Event] public partial Order();

    private readonly List<Line> _lines = [];

    public IReadOnlyList<Line> Lines => _lines;

    public Line First { get; } = new() { Item = "a" };

    [Event("Added")] public partial void Add(string item);

    private partial void WhenAdded(string item) => _lines.Add(new Line { Item = item });
}

public sealed class Line { public required string Item { get; init; } public int Quantity { get; set; } public void Bump() => Quantity++; }

public static class Desk
{
    public static void Change(Order order) => {|ESG020:order.First.Quantity = 5|};
}
