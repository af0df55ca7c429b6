[Aggregate]
public partial class Acc
{
    [Event] public partial Acc();

    [field: NotRecorded] private int _cache { get; set; }

    public void Warm() => _cache = default;

    public int Sum { get; private set; }

    [Event("Done")] public partial void Put(int n);

    private partial void WhenDone(int n) => Sum += {|ESG076:_cache|};
}
