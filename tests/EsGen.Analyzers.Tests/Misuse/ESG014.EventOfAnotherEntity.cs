[Aggregate]
public partial class Account { [Event] public partial Account(); [Event("Deposited")] public partial void Deposit(decimal amount); private partial void WhenDeposited(decimal amount) { } }

[Aggregate]
public partial class Copy
{
    [Event] public partial Copy();

    [Event("Copied")] public partial void Do(Account.Deposited {|ESG014:last|});
}
