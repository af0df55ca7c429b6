[Entity]
public partial class Order
{
    [Event] public partial Order();

    private readonly List<Line> _lines = [];

    private readonly Line _first = new() { Item = "" };

    [Event("Added")] public partial void Add(string item);

    private partial void WhenAdded(string item) => _lines.Add(new Line { Item = item + _first.Item });

    public void Change(string item) { if (TryFind(item, out Line? line)) { {|ESG020:line.Quantity++|}; } }

    private bool TryFind(string item, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Line? line)
    {
        line = _lines.Find(each => each.Item == item);
        return line is not null;
    }
}

public interface ILine { void Double(); }

public sealed class Line : ILine { public required string Item { get; init; } public int Quantity { get; set; } public void Double() => Quantity *= 2; }
