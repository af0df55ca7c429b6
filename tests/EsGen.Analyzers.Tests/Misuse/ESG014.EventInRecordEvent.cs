[Aggregate]
public partial class Account
{
    [Event] public partial Account();

    [Event("Deposited")] public partial void Deposit(decimal amount);

    private partial void WhenDeposited(decimal amount) { }

    [Event] public sealed partial record Copied(string Why, Deposited {|ESG014:Last|});

    private partial void When(Copied e) { }
}
