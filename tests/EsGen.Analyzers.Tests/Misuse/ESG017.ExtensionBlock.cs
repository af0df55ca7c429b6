[Aggregate]
public partial class Account { [Event] public partial Account(); }

public static class Extensions
{
    extension(Account account)
    {
        [Event("Paid")] public void {|ESG017:Pay|}(int coins) => Console.WriteLine(account.Id);

        [Event] public int {|ESG017:Coins|} { get => 1; set { } }
    }
}
