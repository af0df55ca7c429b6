[Aggregate]
public partial class Account
{
    [Event] public partial Account();

    [Event("Deposited")] public partial void Deposit(decimal amount);

    private partial void WhenDeposited(decimal amount) { }

    [Event] public partial Deposited? {|ESG014:Last|} { get; set; }
}
