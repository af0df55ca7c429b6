[Aggregate]
public partial class Account
{
    [Event] public partial Account();

    [Event("Deposited")] public partial void Deposit(decimal amount);

    private partial void WhenDeposited(decimal amount) { }

    [Event("Copied")] public partial void Copy(Line {|ESG014:line|});

    private partial void WhenCopied(Line line) { }

    public sealed record Line(Deposited Last);
}
