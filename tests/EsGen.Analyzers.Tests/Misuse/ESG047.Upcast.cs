public static class Texts
{
    public static string Of(int n) => n.ToString("D3", System.Globalization.CultureInfo.InvariantCulture);
}

[Aggregate, Snapshot]
public partial class Order
{
    [Event] public partial Order();
    public string Last { get; private set; } = "";

    [Event("Done", Version = 2)] public partial void Do(string last);
    private sealed record DoneV1(int Last);
    private static Done Upcast(DoneV1 e) => new({|ESG047:Texts.Of(e.Last)|});
}
