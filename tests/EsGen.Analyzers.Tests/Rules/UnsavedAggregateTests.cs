using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG080.</summary>
public sealed class UnsavedAggregateTests
{
    [Fact]
    public Task The_first_command_is_reported_with_the_variable() => Rule.IsReported(
        Around("public async Task M(Guid id) { var order = await orders.GetAsync(id).ConfigureAwait(false); if (order.Note == null) { {|ESG080:order.Note = \"x\"|}; } order.Ship(); }"),
        "What happens to 'order' here is lost: it is neither saved nor handed on; give it to Save or SaveAsync, or act in Update");

    [Fact]
    public Task Without_a_variable_the_class_is_named() => Rule.IsReported(
        Around("public Guid M() => {|ESG080:orders.Create(\"a\")|}.Id;"),
        "What happens to 'Order' here is lost: it is neither saved nor handed on; give it to Save or SaveAsync, or act in Update");

    [Theory]
    [InlineData("public void M(Guid id) { Order order = orders[id]; for (int i = 0; i < 3; i++) { {|ESG080:order.Count++|}; } }")]
    [InlineData("public void M(Guid id) { Order? order = orders.Get(id); order?{|ESG080:.Ship()|}; }", true)]
    [InlineData("public void M(Guid id) { if (!orders.TryGet(id, out var order) || order.IsDiscarded) { return; } {|ESG080:order.Ship()|}; }")]
    [InlineData("public async Task M(Guid id) { if (await orders.TryGetAsync(id) is not { } order) { return; } {|ESG080:order!.Ship()|}; }")]
    [InlineData("public void M(Guid id) { void Inner() { Order order = orders[id]; {|ESG080:order.Ship()|}; } Inner(); }")]
    [InlineData("public void M(Guid id) { Action inner = () => { Order order = orders[id]; {|ESG080:order.ShipTwice()|}; }; inner(); }")]
    [InlineData("public int P { get { Order order = orders[Guid.Empty]; {|ESG080:order.Ship()|}; return order.Count; } }")]
    [InlineData("public void M(Guid id, int kind) { switch (kind) { case 1: Order order = orders[id]; {|ESG080:order.Ship()|}; break; } }")]
    [InlineData("public async Task M(Guid id) { {|ESG080:(await orders.GetAsync(id)).Ship()|}; }")]
    [InlineData("public void M(Guid id) { {|ESG080:orders[id].Note = \"x\"|}; }")]
    [InlineData("[Mark] public void M(Guid id) { {|ESG080:new Order(\"a\").Ship()|}; }")]
    [InlineData("public void M(Guid id) { Order order = orders[id]; {|ESG080:order.Ship()|}; order = orders[id]; }")]
    [InlineData("public void M(Guid id) { Order order = orders[id]; {|ESG080:order.Ship()|}; order.Ship(); order = orders.Get(id); order.Ship(); orders.Save(order); }")]
    [InlineData("public void M(Guid id) { Order order = {|ESG080:orders.Create(\"a\")|}; order = orders.Get(id); {|ESG080:order.Ship()|}; }")]
    [InlineData("public void M(Guid id) { Order order = orders[id]; orders.Save(order); {|ESG080:order.Ship()|}; order = Both(id).Item1; order.Ship(); }")]
    [InlineData("public void M(Guid id) { var (a, b) = (orders[id], orders.Get(id)); {|ESG080:a.Ship()|}; b.Ship(); orders.Save(b); }")]
    [InlineData("public void M(Guid id) { (Order a, var (b, c)) = (orders[id], (1, orders[id])); {|ESG080:a.Ship()|}; if (b > 0) { {|ESG080:c.Ship()|}; } }")]
    [InlineData("public async Task M(Guid id) { var (a, b) = (await orders.GetAsync(id), id); if (b != Guid.Empty) { {|ESG080:a.Ship()|}; } }")]
    public Task A_lost_command_is_reported(string member, bool isConditional = false) => isConditional
        ? Rule.IsOnly(Around(member.Replace("order?{|ESG080:.Ship()|}", "{|ESG080:order?.Ship()|}", StringComparison.Ordinal)))
        : Rule.IsOnly(Around(member));

    [Theory]
    [InlineData("public void M(Guid id) { Order order = orders[id]; order.Ship(); orders.Save(order); }")]
    [InlineData("public async Task M(Guid id) { Order order = orders[id]; order.Ship(); await app.SaveAsync(order); }")]
    [InlineData("public Order M(Guid id) { Order order = orders[id]; order.Ship(); return order; }")]
    [InlineData("public void M(Guid id) { Order order = orders[id]; orders.Save(order); order.Ship(); orders.Save(order); }")]
    [InlineData("public void M(Guid id) { Order order = orders[id]; for (int i = 0; i < 3; i++) { if (i > 0) { orders.Save(order); } order.Ship(); } orders.Save(order); }")]
    [InlineData("public void M(Guid id) { Order order = orders[id]; while (order.Count < 3) { orders.Save(order); order.Ship(); } }")]
    [InlineData("public void M(Guid id) { Order order = orders[id]; Keep(order); order.Ship(); }")]
    [InlineData("public void M(Guid id) { Assert.Throws(() => orders.Get(id).Ship()); }")]
    [InlineData("public void M(Guid[] ids) { ids.Select(id => orders.Get(id).Count).ToList(); }")]
    [InlineData("public Order M() => orders.Create(\"a\");")]
    [InlineData("public void M() => orders.Save(orders.Create(\"a\"));")]
    [InlineData("public void M(Guid id) { Order order = orders[id]; order.Ship(); Keep(order); }")]
    [InlineData("public void M(Guid id) { Order order = orders[id]; order.Ship(); _kept = order; }")]
    [InlineData("public void M(Guid id) { Order order = orders[id]; order.Ship(); Order[] all = [order]; orders.Save(all); }")]
    [InlineData("public void M(Guid id) { Order order = orders[id]; Action act = () => orders.Save(order); order.Ship(); act(); }")]
    [InlineData("public void M(Guid id) { Order order = orders[id]; order.Ship(); Store(); void Store() => orders.Save(order); }")]
    [InlineData("public void M(Guid id) { Order order = orders[id]; Action ship = order.Ship; ship(); }")]
    [InlineData("public IEnumerable<Order> M(Guid id) { Order order = orders[id]; order.Ship(); yield return order; }")]
    [InlineData("public (Order, int) M(Guid id) { Order order = orders[id]; order.Ship(); return (order, 1); }")]
    [InlineData("public void M(Guid id) { Order order = orders[id]; order.Ship(); Order other = order; orders.Save(other); }")]
    [InlineData("public void M(Guid id, bool b) { Order order = orders[id]; order.Ship(); if (b) { order = orders[id]; } orders.Save(order); }")]
    [InlineData("public void M(Guid id, bool b) { Order order = orders[id]; if (b) { order.Ship(); orders.Save(order); return; } order = orders[id]; orders.Save(order); }")]
    [InlineData("public void M(Guid id) { Order order = orders[id]; order.Ship(); order = Same(order); orders.Save(order); }")]
    [InlineData("public void M(Guid id) { Order order = orders[id]; order.Ship(); Store(); order = orders[id]; void Store() => orders.Save(order); }")]
    [InlineData("public void M(Guid[] ids) { foreach (Guid id in ids) { Order order = orders[id]; order.Ship(); orders.Save(order); order = orders[id]; order.Ship(); orders.Save(order); } }")]
    [InlineData("public void M(Guid id) { Order? order = null; foreach (Guid next in new[] { id }) { order = orders[next]; order.Ship(); orders.Save(order); } }")]
    [InlineData("public void M(Guid id) { var (a, b) = (orders[id], orders.Get(id)); a.Ship(); b.Ship(); orders.Save(a, b); }")]
    [InlineData("public void M(Guid id) { var (a, b) = Both(id); a.Ship(); b.Ship(); orders.Save(a, b); }")]
    [InlineData("public void M(Guid id) { (Order a, int b) = (orders[id], 1); if (b > 0) { a.Ship(); orders.Save(a); } }")]
    [InlineData("public void M(Guid id) { Order order = orders[id]; order.Ship().ToString(); }", "public Order Ship() { Count++; return this; }")]
    [InlineData("public void M(Guid id) { Order order = orders[id]; order.Ship(); order.Store(orders); }")]
    [InlineData("public string M(Guid id) => orders[id].Customer + orders.Get(id).Describe();")]
    [InlineData("public string M(Guid id) { Order order = orders[id]; return order.Describe() + order.Note; }")]
    [InlineData("public void M(Guid id) { orders.Update(id, static order => order.Ship()); }")]
    [InlineData("public void M(Guid id) { var note = notes.Create(\"a\"); note.Text = \"b\"; notes[id].Text = \"c\"; }")]
    [InlineData("public void M(Guid id) { Order past = orders.Get(id, 1); past.Ship(); }")]
    [InlineData("public void M(string name) { Order order = new(name); order.Ship(); Assert.Equal(2, order.PendingEvents.Count); }")]
    [InlineData("public void M(string name) { Order order = new(name); order.Ship(); Assert.Equal(1, order.Count); }")]
    [InlineData("public void M(string name) { Order order = new(name); order.Ship(); Assert.Throws(() => order.Ship()); }")]
    [InlineData("public void M(Guid id) { Order order = orders[id]; order.Ship(); Assert.Equal(1, order.PendingEvents.Count); }")]
    [InlineData("[Fact] public void M(Guid id) { Order order = orders[id]; order.Ship(); Assert.Equal(0, orders[id].Count); }")]
    [InlineData("[Fact] public void M(Guid id) { Order order = orders.Create(\"a\"); order.Ship(); Assert.Equal(1, order.Count); }")]
    [InlineData("[Fact] public void M(Guid id) { Assert.Equal(1, orders.Create(\"a\").Version); Assert.Throws(() => orders.Create(\"a\")); Assert.Throws(() => new Order(\"a\").Ship()); }")]
    [InlineData("[SlowFact] public void M(Guid id) { orders[id].Ship(); }")]
    [InlineData("[Slow] public void M(Guid id) { orders[id].Ship(); }")]
    [InlineData("[TestCase] public void M(Guid id) { orders[id].Ship(); }")]
    [InlineData("[SetUp] public void M(Guid id) { orders[id].Ship(); }")]
    [InlineData("[Benchmark] public void M(Guid id) { void Run() { orders[id].Ship(); } Run(); }")]
    [InlineData("public void M(Guid id) { Assert.Throws(() => new Order(\"a\").Ship()); Assert.Throws(() => { orders.Create(\"a\").Ship(); }); }")]
    public Task What_may_be_saved_or_is_a_test_is_not_reported(string member, string? command = null) => Rule.IsNotReported(Around(member, command));

    [Theory]
    [InlineData("Order order = orders.Get(id);\n{|ESG080:order.Ship()|};")]
    [InlineData("if (orders.TryGet(id, out Order? order)) { {|ESG080:order.Ship()|}; }")]
    public async Task Statements_at_the_top_level_are_a_function(string statements)
    {
        foreach (string end in (string[])["", "\norders.Save(order!);"])
        {
            (string source, (string Id, Microsoft.CodeAnalysis.Text.TextSpan Span)[] expected) = Rule.Parse("EventSourcedRepository<Order> orders = null!; Guid id = Guid.Empty;\n" + statements + end + "\n" + Order(null));
            UserBuild build = await UserBuild.Run([source], output: Microsoft.CodeAnalysis.OutputKind.ConsoleApplication);

            Assert.Equal(end.Length == 0 ? expected : [], build.OfTheAnalyzer.Select(static report => (report.Id, report.Location.SourceSpan)));
        }
    }

    private static string Order(string? command) => $$"""
        [Aggregate]
        public partial class Order
        {
            [Event("Placed")] public partial Order(string customer);

            public string Customer { get; private set; }

            [Event] public partial string? Note { get; set; }

            [Event] public partial int Count { get; set; }

            {{command ?? "public void Ship() => Raise(new Shipped());"}}

            public void ShipTwice() { Note = null; Note = "x"; }

            public void Store(EventSourcedRepository<Order> orders) => orders.Save(this);

            public string Describe() => Customer + Count;

            [Event] public sealed partial record Shipped;

            private partial void When(Shipped e) { }
        }
        """;

    private static string Around(string member, string? command = null) => $$"""
        {{Order(command)}}

        [Entity]
        public partial class Note { [Event] public partial Note(string text); [Event] public partial string Text { get; set; } }

        public sealed class Desk(EventSourcedApplication app, EventSourcedRepository<Order> orders, EventSourcedRepository<Note> notes)
        {
            private Order? _kept;

            public object?[] All => [app, orders, notes, _kept];

            {{member}}

            private void Keep(Order order) => _kept = order;

            private Order Same(Order order) => _kept ?? order;

            private (Order, Order) Both(Guid id) => (orders[id], orders[id]);
        }

        public class FactAttribute : Attribute;

        public sealed class SlowFactAttribute : Attribute;

        public sealed class SlowAttribute : FactAttribute;

        public sealed class TestCaseAttribute : Attribute;

        public sealed class SetUpAttribute : Attribute;

        public sealed class BenchmarkAttribute : Attribute;

        public sealed class MarkAttribute : Attribute;

        public static class Assert { public static void Equal(long a, long b) { } public static void Throws(Action action) { } }
        """;
}
