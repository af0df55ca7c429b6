[Aggregate]
public partial class Order
{
    [Event] public partial Order();

    [Event] public sealed partial record {|ESG017:Refused|}(decimal Amount)
    {
        public string? Note { get; set; }
    }

    private partial void When(Refused e)
    {
    }
}
