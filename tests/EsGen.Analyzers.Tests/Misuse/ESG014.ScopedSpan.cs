[Aggregate]
public partial class Account
{
    [Event] public partial Account();

    [Event("Paid")] public partial void Pay(scoped ReadOnlySpan<int> {|ESG014:coins|}, string by);

    private partial void WhenPaid(scoped ReadOnlySpan<int> coins, string by) { }
}
