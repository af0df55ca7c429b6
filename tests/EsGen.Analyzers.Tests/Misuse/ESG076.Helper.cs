[Aggregate]
public partial class Acc
{
    [Event] public partial Acc();

    [NotRecorded] private int _cache;

    public void Warm() => _cache = default;

    public int Sum { get; private set; }

    [Event("Done")] public partial void Put(int n);

    private partial void WhenDone(int n) => Sum = Add(n);

    private int Add(int n) => Sum + n + {|ESG076:_cache|};
}
