// CS1003, CS1010, CS1026
[Entity]
public partial class {|ESG012:Order|}
{
    [{|ESG018:Event("Opened)] public partial Order(string customer);
|}
    public string {|ESG005:Customer|} { get; private set; }
}
