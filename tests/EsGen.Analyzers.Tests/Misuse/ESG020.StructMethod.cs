[Entity]
public partial class Stock
{
    [Event] public partial Stock();

    private Counter _counter;

    public int Count => _counter.N;

    public void Change() => {|ESG020:_counter.Inc()|};
}

public struct Counter { public int N { get; private set; } public void Inc() => N++; }
