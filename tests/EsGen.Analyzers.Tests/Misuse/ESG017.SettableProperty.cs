[Aggregate]
public partial class Account
{
    [Event] public partial Account();

    [Event] public sealed partial record {|ESG017:Refused|}(decimal Amount)
    {
        public string? Note { get; set; }
    }

    private partial void When(Refused e)
    {
    }
}
