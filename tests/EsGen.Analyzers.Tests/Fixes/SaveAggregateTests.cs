using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class SaveAggregateTests
{
    private const string Order = """
        [Aggregate]
        public partial class Order
        {
            [Event("Placed")] public partial Order();
            [Event] public partial string? Note { get; set; }
        }

        """;

    [Fact]
    public Task It_is_saved_behind_its_last_use() => FixTest<SaveAggregateCodeFixProvider>.Changes(
        Order + """
        public sealed class Desk(EventSourcedRepository<Order> orders)
        {
            private readonly EventSourcedRepository<Order> _orders = orders;

            public async System.Threading.Tasks.Task Annotate(Guid id, string note)
            {
                Order order = await _orders.GetAsync(id);
                if (note.Length > 0)
                {
                    {|ESG080:order.Note = note|}; // At last.
                }

                Console.WriteLine(id);
            }

            public string? Clear(Guid id)
            {
                var order = this._orders[id];
                {|ESG080:order.Note = null|};
                return order.Note;
            }

            public Guid Place()
            {
                var order = {|ESG080:_orders.Create()|};
                return order.Id;
            }
        }
        """,
        Order + """
        public sealed class Desk(EventSourcedRepository<Order> orders)
        {
            private readonly EventSourcedRepository<Order> _orders = orders;

            public async System.Threading.Tasks.Task Annotate(Guid id, string note)
            {
                Order order = await _orders.GetAsync(id);
                if (note.Length > 0)
                {
                    order.Note = note; // At last.
                }
                await _orders.SaveAsync(order);

                Console.WriteLine(id);
            }

            public string? Clear(Guid id)
            {
                var order = this._orders[id];
                order.Note = null;
                this._orders.Save(order);
                return order.Note;
            }

            public Guid Place()
            {
                var order = _orders.Create();
                _orders.Save(order);
                return order.Id;
            }
        }
        """,
        fixes: 3);

    [Fact]
    public Task Nothing_is_offered_where_it_is_not_clear_what_to_save_by() => FixTest<SaveAggregateCodeFixProvider>.LeavesAlone(
        Order + """
        public sealed class Desk(EventSourcedApplication app)
        {
            public void Annotate(Guid id)
            {
                Order order = app.Repository<Order>().Get(id);
                {|ESG080:order.Note = ""|};
                {|ESG080:app.Repository<Order>()[id].Note = ""|};
                if (app.Repository<Order>().TryGet(id, out Order? found)) { {|ESG080:found.Note = ""|}; }
                Order made = new();
                {|ESG080:made.Note = ""|};
            }
        }
        """);
}
