[Aggregate]
public partial class Account
{
    [Event] public partial Account();

    [Event("Deposited")] public partial void Deposit(decimal amount);

    private partial void WhenDeposited(decimal amount) { }

    [Event("Copied")] public partial void Copy(string why, IReadOnlyList<Deposited?> {|ESG014:all|});

    private partial void WhenCopied(string why, IReadOnlyList<Deposited?> all) { }
}
