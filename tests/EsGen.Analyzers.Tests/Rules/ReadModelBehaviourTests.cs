using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG055, ESG061, ESG062, ESG064, ESG066, ESG067: read models that compile, and make other documents than was thought.</summary>
public sealed class ReadModelBehaviourTests
{
    private const string Order = """
        [Aggregate]
        public partial class Order
        {
            [Event("Placed")] public partial Order(string customer, decimal total);
            public string Customer { get; private set; }
            public decimal Total { get; private set; }
            [Discard("Cancelled")] public partial void Cancel();
        }

        """;

    [Fact]
    public Task What_follows_from_the_events_is_right() => Rule.IsNotReported(Order + """
        [ReadModel]
        public partial class OrderLine
        {
            private readonly Dictionary<string, decimal> _parts = [];
            public DateTimeOffset At { get; private set; }
            public string Shown => $"{At:O} {DateTimeOffset.UtcNow}";
            private void On(Order.Placed e, EventContext context) { At = context.Timestamp; Add("all", e.Total); }
            private void On(Order.Cancelled e) => Remove();
            private void Add(string part, decimal amount) => _parts[part] = amount;
        }

        [ReadModel("customers")]
        public partial class CustomerLine
        {
            public int Count { get; private set; }
            private static string KeyOf(Order.Placed e) => e.Customer;
            private static string? KeyOf(Order.Cancelled e) => null;
            private void On(Order.Placed e) => Count++;
            private void On(Order.Cancelled e) => Count--;
            public static void Print(ReadModels<CustomerLine> lines) => Console.WriteLine(lines.Count());
        }
        """);

    [Fact]
    public Task What_comes_out_otherwise_the_next_time_is_named_with_the_way_there() => Rule.AreReported(
        Order + """
        [ReadModel(Version = 1)]
        public partial class OrderLine
        {
            private static int s_last;
            public int Number { get; private set; }
            public string Text { get; private set; } = "";
            private void On(Order.Placed e) { Number = ++{|ESG061:s_last|}; Text = Clock.Read(); }
            private void On(Order.Cancelled e) => Remove();
        }

        internal static class Clock
        {
            public static string Read() => {|ESG061:DateTime.UtcNow|} == default ? "never" : "now";
        }
        """,
        [
            "'OrderLine.s_last' must not be used in 'On' of a read model: static state changes without an event. Let a command find the value, and record it as a field of the event",
            "'DateTime.UtcNow' must not be used in 'Clock.Read', which 'On' of the read model 'OrderLine' reaches: it reads the clock. Let a command find the value, and record it as a field of the event",
        ]);

    [Fact]
    public Task An_event_that_is_passed_by_is_named() => Rule.IsReported(
        Order + """
        [ReadModel]
        public partial class {|ESG055:OrderLine|}
        {
            public decimal Total { get; private set; }
            private void On(Order.Placed e) => Total = e.Total;
        }
        """,
        "'OrderLine' handles other events of 'Order', but not 'Cancelled': it changes no document");

    [Fact]
    public Task Only_models_by_other_keys_can_bring_a_document_back() => Rule.IsOnly(Order + """
        [ReadModel]
        public partial class ByOrder
        {
            public decimal Total { get; private set; }
            private void On(Order.Placed e) => Total = e.Total;
            private void On(Order.Cancelled e) => Remove();
        }

        [ReadModel]
        public partial class ByCustomer
        {
            public decimal Total { get; private set; }
            private static string KeyOf(Order.Placed e) => e.Customer;
            private static string KeyOf(Order.Cancelled e) => "";
            private void On(Order.Placed e) => Total = e.Total;
            private void On(Order.Cancelled e) => {|ESG064:this.Remove()|};
        }

        [ReadModel]
        public partial class Marked
        {
            public decimal Total { get; private set; }
            private static string KeyOf(Order.Placed e) => e.Customer;
            private static string KeyOf(Order.Cancelled e) => "";
            private void On(Order.Placed e) => Total = e.Total;
            [IfExists] private void On(Order.Cancelled e) => Remove();
        }
        """);

    [Fact]
    public Task An_On_that_is_handed_on_is_called_by_hand() => Rule.IsOnly(Order + """
        [ReadModel]
        public partial class OrderLine
        {
            public decimal Total { get; private set; }
            private void On(Order.Placed e) => Total = e.Total;
            private void On(Order.Cancelled e) => Remove();
            public void Try() { Action<Order.Placed> on = {|ESG062:On|}; on(new Order.Placed("Ada", 1m)); }
        }
        """);

    [Fact]
    public Task An_On_of_a_policy_is_called_by_hand_too() => Rule.IsOnly(Order + """
        [Policy]
        public partial class Copying
        {
            private Order On(Order.Placed e, EventContext context) => Copy(e, context);
            private Order On(Order.Cancelled e, EventContext context, CancellationToken cancellationToken) => {|ESG062:On(new Order.Placed("Ada", 1m), context)|};
            public Func<Order.Placed, EventContext, Order> Hand() => {|ESG062:On|};
            private static Order Copy(Order.Placed e, EventContext context) => new(e.Customer, e.Total);
        }
        public class Other { public void On(Order.Placed e) { } public void Call(Order.Placed e) => On(e); }
        """);

    [Fact]
    public Task What_is_nested_in_the_model_is_in_its_fingerprint() => Rule.IsNotReported(Order + """
        [ReadModel]
        public partial class OrderLine
        {
            public decimal Total { get; private set; }
            private void On(Order.Placed e) => Total = Taxes.Add(e.Total);
            private void On(Order.Cancelled e) => Remove();

            private static class Taxes
            {
                public static decimal Add(decimal total) => total * Rate.Value;

                private static class Rate
                {
                    public static decimal Value => 1.19m;
                }
            }
        }
        """);

    [Fact]
    public Task What_is_nested_in_the_model_reaches_out_of_sight() => Rule.IsOnly(Order + """
        [ReadModel]
        public partial class OrderLine
        {
            public decimal Total { get; private set; }
            private void On(Order.Placed e) => Total = Taxes.Add(e.Total);
            private void On(Order.Cancelled e) => Remove();

            private static class Taxes
            {
                public static decimal {|ESG067:Add|}(decimal total) => total * Rates.Read();
            }
        }

        internal static class Rates
        {
            public static decimal Read() => 1.19m;
        }
        """);

    [Fact]
    public Task Models_with_one_name_in_two_namespaces_are_reported_once() => Rule.IsReported(
        Order + """
        namespace One
        {
            [ReadModel]
            public partial class Line
            {
                public decimal Total { get; private set; }
                private void On(Order.Placed e) => Total = e.Total;
                private void On(Order.Cancelled e) => Remove();
            }
        }

        namespace Two
        {
            [ReadModel]
            public partial class {|ESG066:Line|}
            {
                public decimal Total { get; private set; }
                private void On(Order.Placed e) => Total = e.Total;
                private void On(Order.Cancelled e) => Remove();
            }
        }
        """,
        "'Line' and 'One.Line' are both read models with the name 'Line', under which documents are stored; give one another: [ReadModel(\"name\")]");
}
