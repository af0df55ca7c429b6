[Aggregate]
public partial class Account
{
    [Event] public partial Account();

    [Event("Done")] public partial void Do(int {|ESG015:deconstruct|});

    private partial void WhenDone(int deconstruct) { }
}
