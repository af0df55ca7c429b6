using Xunit;
using static EsGen.Generators.Tests.OldVersions;

namespace EsGen.Generators.Tests;

/// <summary>What a value that an old event was stored without is: the default that only the lock still knows.</summary>
public sealed class RestoredDefaultTests
{
    [Fact]
    public void A_default_that_is_obsolete_by_now_still_is_the_default() => Run(
        """
        entity Order
          event Created creates
            version 1
              kind: Kind = Cash
              other: Kind? = Cash
              enum Kind
                Cash
                Card
        """,
        """
        public enum Kind { Card = 5, [Obsolete("No more cash.", error: true)] Cash = 7 }
        [Aggregate] public partial class Order
        {
            [Event(Version = 2)] public partial Order(Kind kind, Kind? other, string? note);
            public Kind Kind { get; private set; }
            public Kind? Other { get; private set; }
            public string? Note { get; private set; }
            private static partial Created Upcast(CreatedV1 old) => new(old.Kind, old.Other, "");
        }
        """,
        """
        store.Append(Item(id, 0, "Order.Created", "{}"));
        Assert.Equal((7, 7), ((int)app.Repository<Order>()[id].Kind, (int?)app.Repository<Order>()[id].Other));
        """);

    [Fact]
    public void What_was_missing_has_the_initializer_of_its_time() => Run(
        """
        entity Order
          event Created creates
            version 1
              opt: Opt
              type Opt
                text: string
                rank: int = 1
                kind: Kind = Card
              enum Kind
                Cash
                Card
          event Placed
            version 1
              rank: int = 1
        """,
        """
        public enum Kind { Cash, Card }
        public sealed record Opt(string Text) { public int Rank { get; init; } = 7; public Kind Kind { get; init; } = Kind.Card; }
        [Aggregate] public partial class Order
        {
            [Event(Version = 2)] public partial Order(Opt opt);
            public Opt Opt { get; private set; }
            public int Sum { get; private set; }
            [Event(Version = 2)] public sealed partial record Placed { public int Rank { get; init; } = 7; }
            private partial void When(Placed e) => Sum = (Sum * 10) + e.Rank;
            private static partial Created Upcast(CreatedV1 old) => new(new Opt(old.Opt.Text) { Rank = old.Opt.Rank, Kind = Enum.Parse<Kind>(old.Opt.Kind.ToString()) });
        }
        """,
        """
        store.Append(
            Item(id, 0, "Order.Created", "{\"opt\":{\"text\":\"a\"}}"),
            Item(id, 1, "Order.Placed", "{}"),
            Item(id, 2, "Order.Placed", "{\"rank\":3}"),
            Item(id, 3, "Order.Placed@2", "{}"));
        Order order = app.Repository<Order>()[id];
        Assert.Equal((new Opt("a") { Rank = 1, Kind = Kind.Card }, 137), (order.Opt, order.Sum));
        Guid other = Guid.NewGuid();
        store.Append(Item(other, 0, "Order.Created@2", "{\"opt\":{\"text\":\"a\"}}"));
        Assert.Equal(new Opt("a") { Rank = 7, Kind = Kind.Card }, app.Repository<Order>()[other].Opt);
        """);

    [Fact]
    public void A_struct_that_was_missing_is_null_where_it_is_restored_as_a_class() => Run(
        """
        entity Order
          event Created creates
            version 1
              price: Money = default
              cost: Money? = default
              stop: Stop = default
              type Money
                amount: int
                cents: string
              type Stop
                a: int
                b: int
        """,
        """
        public readonly record struct Money(int Amount, int Cents);
        public readonly record struct Stop(int A, int B);
        [Aggregate] public partial class Order
        {
            [Event(Version = 2)] public partial Order(Money price, Stop stop, string note);
            public string Log { get; private set; } = "";
            private partial void WhenCreated(Money price, Stop stop, string note) => Log = $"{price.Amount}{stop.A}{note}";
            private static partial Created Upcast(CreatedV1 old) => new(new(old.Price?.Amount ?? 7, 0), old.Stop, old.Cost is null ? "null" : "");
        }
        """,
        """
        store.Append(Item(id, 0, "Order.Created", "{}"));
        Assert.Equal("70null", app.Repository<Order>()[id].Log);
        """);

    [Theory]
    [InlineData("byte", "(300)")]
    [InlineData("byte", "(-1)")]
    [InlineData("sbyte", "(128)")]
    [InlineData("ulong", "(-1)")]
    [InlineData("int", "(2147483648)")]
    public void A_default_that_today_s_enum_can_t_have_is_one_of_a_restored_enum(string underlying, string value) => Assert.Empty(Errors(
        $"entity Order\n event Created creates\n  version 1\n   kind: Kind\n   enum Kind\n    A\n  version 2\n   kind: Kind = {value}\n   enum Kind\n    A",
        $$"""
        public enum Kind : {{underlying}} { A }
        [Aggregate] public partial class Order
        {
            [Event(Version = 3)] public partial Order(Kind kind, int count);
            public Kind Kind { get; private set; }
            public int Count { get; private set; }
            private static partial CreatedV2 Upcast(CreatedV1 old) => new(Enum.Parse<CreatedV2Kind>(old.Kind.ToString()));
            private static partial Created Upcast(CreatedV2 old) => new(Kind.A, (int)(long)old.Kind);
        }
        """));
}
