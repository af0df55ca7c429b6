[Entity]
public partial class Order
{
    [Event] public partial Order();

    private readonly List<Line> _lines = [];

    private readonly Dictionary<string, List<int>> _map = [];

    private readonly Tally _tally = new();

    [Event("Added")] public partial void Add(string item);

    private partial void WhenAdded(string item) => _lines.Add(new Line { Item = item });

    public void Change() => _lines.ForEach({|ESG020:Reset|});

    private static void Reset(Line line) => line.Quantity = 0;
}

public sealed class Line { public required string Item { get; init; } public int Quantity { get; set; } }

public sealed class Tally { public int Sum { get; private set; } public void Add(int n) => Sum += n; }
