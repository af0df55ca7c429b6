[Aggregate, Snapshot(Every = 500)]
public partial class Warehouse
{
    private readonly Lazy<int> {|ESG045:_capacity|} = new(() => 100);

    [Event("Opened")] public partial Warehouse(string name);
    public string Name { get; private set; }

    public bool Fits(int boxes) => boxes <= _capacity.Value;
}
