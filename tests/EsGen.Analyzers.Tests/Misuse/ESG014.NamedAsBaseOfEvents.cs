namespace Calendar
{
    [Aggregate]
    public partial class Order
    {
        [EventAttribute] public partial Order();

        [EventAttribute("Planned")] public partial void Plan(Event {|ESG014:what|});
    }

    public sealed record Event(string Title);
}
