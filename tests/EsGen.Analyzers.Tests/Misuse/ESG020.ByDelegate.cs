[Entity]
public partial class Order
{
    [Event] public partial Order();

    private readonly List<Line> _lines = [];

    private readonly Line _first = new() { Item = "" };

    [Event("Added")] public partial void Add(string item);

    private partial void WhenAdded(string item) => _lines.Add(new Line { Item = item + _first.Item });

    public void Change() { Action<Line> change = line => {|ESG020:line.Quantity++|}; change(_first); }
}

public interface ILine { void Double(); }

public sealed class Line : ILine { public required string Item { get; init; } public int Quantity { get; set; } public void Double() => Quantity *= 2; }
