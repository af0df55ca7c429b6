[{|ESG046:Snapshot(Every = 100)|}]
public sealed class Warehouse
{
    public string Name { get; set; } = "";
}
