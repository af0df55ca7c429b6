using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>What is said of policies, and what isn't.</summary>
public sealed class PolicyTests
{
    private const string Order = """
        [Aggregate]
        public partial class Order
        {
            [Event("Placed")] public partial Order(string customer);

            public string Customer { get; private set; }

            [Event("Shipped")] public partial void Ship();

            private partial void WhenShipped()
            {
            }
        }

        """;

    [Fact]
    public Task What_may_be_done_is_not_reported() => Rule.IsNotReported(Order + """
        public abstract class Base
        {
            protected int Number => 1;
        }

        [Policy("shipping", FormerNames = ["old"], StartsAt = PolicyStart.End, KeepsOrder = true)]
        public partial class Shipping(EventSourcedRepository<Order> orders, List<string> log) : Base
        {
            private readonly List<string> _given = log;

            private async ValueTask<IReadOnlyList<IEventSourced>?> On(Order.Placed e, CancellationToken cancellationToken)
            {
                Order order = await orders.GetAsync(Guid.NewGuid(), cancellationToken);
                order.Ship();
                _given.Add(e.Customer);
                List<string> local = [];
                local.Add($"{Number}");
                return [order];
            }

            private void On(Order.Shipped e, in EventContext context) => _given.Add(context.NewId("mail").ToString());
        }

        [Policy(StartsAt = PolicyStart.End, Parallelism = 4)]
        public partial class Elsewhere(EventSourcedRepository<Order> orders)
        {
            private int _count;

            public int Count => _count;

            public void Reset() => _count = 0;

            public void Store(Order order) => orders.Save(order);

            private Task On(Order.Placed e) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task What_reads_a_property_does_not_set_it() => Rule.IsNotReported(Order + """
        [Policy]
        public partial class Shipping
        {
            private static readonly List<string> s_known;
            private int _count;

            static Shipping() => s_known = ["Ada"];

            public Shipping() => Count = 1;

            public int Count { get => _count; set => _count = value; }

            private Order? On(Order.Placed e) => Count > 0 && s_known.Contains(e.Customer) && new Shipping().Count > 0 ? new(e.Customer) : null;
        }
        """);

    [Fact]
    public Task What_sets_a_property_runs_its_setter() => Rule.IsOnly(Order + """
        [Policy]
        public partial class Shipping
        {
            private int _count;

            private int Count { get => _count; set => {|ESG082:_count = value|}; }

            private Order? On(Order.Placed e)
            {
                {|ESG082:Count++|};
                WhenNew();
                return e.Customer.All(IsNew) ? new(e.Customer) : null;
            }

            private partial void WhenNew();

            private partial void WhenNew() => {|ESG082:_count = 2|};

            private bool IsNew(char letter) => {|ESG082:_count--|} > letter;
        }
        """);

    [Fact]
    public Task A_partial_constructor_hides_nothing() => Rule.IsOnly(Order + """
        [Policy]
        public partial class Shipping
        {
            private int _count;

            public partial Shipping(int count);

            public partial Shipping(int count) => _count = count;

            private Order On(Order.Placed e) => new(e.Customer + {|ESG082:_count++|});

            private void {|ESG069:On|}(Order.Shipped e)
            {
            }
        }
        """);

    [Fact]
    public Task What_is_reported_says_what_to_do() => Rule.AreReported(
        Order + """
        [Policy]
        public partial class Shipping
        {
            private void {|ESG069:On|}(Order.Placed e)
            {
            }

            private int {|ESG068:On|}(Order.Shipped e) => 1;
        }

        [Policy("Shipping")]
        public partial class {|ESG084:Other|}
        {
            private Order? On(Order.Placed e) => null;
        }
        """,
        [
            "This On returns nothing, so 'Shipping' has an effect outside; say whether that is to happen for all events of the past when the policy is new or renamed: [Policy(StartsAt = PolicyStart.Beginning)], or PolicyStart.End",
            "On returns 'int', which a policy can't store; return an entity or aggregate, several of them (IEnumerable or array), a Task or ValueTask of these, or nothing (void, Task, ValueTask)",
            "'Shipping' is also a name of the policy 'Shipping', so that the two would share a position; give one of them another: [Policy(\"name\")]",
        ]);
}
