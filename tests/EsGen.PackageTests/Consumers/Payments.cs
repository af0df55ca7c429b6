using System;
using System.Text;
using EsGen;
using EsGen.LiteDB;

using LiteDbDatastore datastore = LiteDbDatastore.Open(":memory:");
using EventSourcedApplication app = new(datastore);
EventSourcedRepository<Order> orders = app.Repository<Order>();

Order order = new(new Circle(1.5));
order.Pay(new Card("4711"), tip: null);
order.Pay(new Cash(9.90m), new Card("12"));
order.Pay(5, 7);
orders.Save(order);

Order again = orders[order.Id];
Check(again.Payment.Equals(order.Payment) && again.Tip.Equals(order.Tip) && again.Shape == order.Shape, "live and loaded are the same");
Check(Read(2) == """{"payment":{"$type":"Cash","amount":9.90},"tip":{"$type":"Card","number":"12"}}""", "a case is stored by its name");
Check(Read(3) == """{"payment":{"$type":"int","value":5},"tip":{"$type":"int","value":7}}""", "a plain value is wrapped");
Check(Read(0) == """{"shape":{"$type":"Circle","radius":1.5}}""", "kinds of a closed class need no attribute");
Check(Describe(order.PendingEvents.Count == 0 ? app.EventStore.GetLastEvent<Order.Event>(order.Id)! : order.PendingEvents[^1]) == "paid", "a switch over events is exhaustive");
try
{
    order.Pay(default, null);
    Check(false, "a union without value is refused");
}
catch (ArgumentException)
{
    Check(order.Version == 4, "what is refused changes nothing");
}

Console.WriteLine("all checks held");

string Read(long position) => Encoding.UTF8.GetString(datastore.ActiveRecordStrategy.GetItem(order.Id, position)!.Value.Data.Span);

static string Describe(Order.Event e) => e switch
{
    Order.Created => "created",
    Order.Paid => "paid",
};

static void Check(bool holds, string what)
{
    if (!holds)
    {
        throw new InvalidOperationException("Not so: " + what);
    }
}

public sealed record Card(string Number);

public record Cash(decimal Amount);

public union Payment(Card, Cash, int);

public closed record Shape;

public sealed record Circle(double Radius) : Shape;

public sealed record Square(double Side) : Shape;

[Aggregate]
public partial class Order
{
    [Event] public partial Order(Shape shape);

    public Shape Shape { get; private set; }

    public Payment Payment { get; private set; }

    public Payment? Tip { get; private set; }

    [Event("Paid")] public partial void Pay(Payment payment, Payment? tip);
}
