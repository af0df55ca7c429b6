using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG010.</summary>
public sealed class NameCollisionTests
{
    [Fact]
    public Task An_event_that_takes_a_members_name_is_reported() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event("Order")] public partial {|ESG010:Order|}();
            [Event("Count")] public partial int {|ESG010:Count|} { get; set; }
            [Event("Event")] public partial void {|ESG010:Happen|}();
            [Event("Version")] public partial void {|ESG010:Number|}();
            [Event("Note")] public partial void {|ESG010:Annotate|}();
            public record Note;
            [Event("Paid")] public partial void {|ESG010:Pay|}();
            public bool Paid { get; private set; }
            [Event("Sent")] public partial void {|ESG010:Send|}();
            public DateTimeOffset? Sent { get; private set; }
            [Event("Lost")] public partial void {|ESG010:Lose|}();
            public bool Lost { get; private set; }
            public bool IsLost => Lost;
        }
        """,
        [
            "'Order' collides with the class itself; choose another name",
            "'Count' collides with the member 'Count' of the class; call the event 'OrderCount'",
            "'Event' collides with a member that EsGen generates; choose another name",
            "'Version' collides with a member that EsGen generates; choose another name",
            "'Note' collides with the member 'Note' of the class; call the event 'OrderNote'",
            "'Paid' collides with the member 'Paid' of the class; call the event 'OrderPaid', or the property 'IsPaid'",
            "'Sent' collides with the member 'Sent' of the class; call the event 'OrderSent', or the property 'SentOn'",
            "'Lost' collides with the member 'Lost' of the class; call the event 'OrderLost'",
        ]);

    [Fact]
    public Task Members_that_take_a_generated_name_are_reported() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            public Guid {|ESG010:Id|} { get; }
            private int {|ESG010:Version|};
            public int {|ESG010:Replay|}() => Version;
            public class {|ESG010:PendingEvents|};
        }
        """,
        [
            "'Id' collides with a member that EsGen generates; choose another name",
            "'Version' collides with a member that EsGen generates; choose another name",
            "'Replay' collides with a member that EsGen generates; choose another name",
            "'PendingEvents' collides with a member that EsGen generates; choose another name",
        ]);

    [Fact]
    public Task A_member_that_takes_the_name_of_a_part_that_nothing_works_without_is_reported() => Rule.IsReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            public void {|ESG010:Raise|}() { }
            [Event("Paid")] public partial void Pay();
            private partial void WhenPaid() { }
        }
        """,
        "'Raise' collides with a member that EsGen generates; choose another name");

    [Fact]
    public Task A_member_that_takes_the_name_of_a_hook_is_reported_once() => Rule.IsReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            public DateTimeOffset {|ESG010:When|} { get; private set; }
            [Event] public sealed partial record Refused(int Reason);
            [Event] public sealed partial record Accepted(int Reason);
        }
        """,
        "'When' collides with the mutator arm of the event 'Refused'; choose another name");

    [Fact]
    public Task A_name_that_goes_with_type_arguments_is_another_one() => Rule.IsNotReported(
        """
        [Entity] public partial class Order
        {
            public sealed record Packed<T>(T Value);
            [Event] public partial Order();
            [Event("Packed")] public partial void Pack(Boxed<int> outer, Packed<int> inner);
            private partial void WhenPacked(Boxed<int> outer, Packed<int> inner) { }
            [Event("Boxed")] public partial void Box(Boxed<int> content);
            private partial void WhenBoxed(Boxed<int> content) { }
        }
        public sealed record Boxed<T>(T Value);
        """);

    [Fact]
    public Task Other_names_are_not_reported() => Rule.IsNotReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order(Guid id, long version);
            private partial void WhenCreated(long version) { }
            public string Identity => "";
            public DateTimeOffset When { get; private set; }
            [Event] public sealed partial record Moved(DateTimeOffset When);
            public string WhenRenamed => Name;
            public string Name { get; private set; } = "";
            [Event("Renamed")] public partial void Rename(string name);
            [Event("Noted")] public partial void Note();
            private partial void WhenNoted() { }
            public void Raise2() { }
        }

        public record Noted;
        """);
}
