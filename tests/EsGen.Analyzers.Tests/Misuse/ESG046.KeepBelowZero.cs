[Aggregate, {|ESG046:Snapshot(Every = 100, Keep = -1)|}]
public partial class Warehouse
{
    [Event("Opened")] public partial Warehouse(string name);
    public string Name { get; private set; }
}
