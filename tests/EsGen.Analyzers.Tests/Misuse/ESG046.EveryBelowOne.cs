[Aggregate, {|ESG046:Snapshot(Every = 0)|}]
public partial class Warehouse
{
    [Event("Opened")] public partial Warehouse(string name);
    public string Name { get; private set; }
}
