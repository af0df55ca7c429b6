[Aggregate]
public partial class Account
{
    [Event] public partial Account();

    [Event("Deconstruct")] public partial void {|ESG010:Dismantle|}(int parts);

    private partial void WhenDeconstruct(int parts) { }
}
