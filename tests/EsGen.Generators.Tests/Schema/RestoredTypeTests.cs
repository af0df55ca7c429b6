using Xunit;
using static EsGen.Generators.Tests.OldVersions;

namespace EsGen.Generators.Tests;

/// <summary>Types inside of events that only the lock still knows.</summary>
public sealed class RestoredTypeTests
{
    [Fact]
    public void Types_inside_of_events_are_restored_as_they_were_and_the_user_s_are_taken_where_they_still_are() => Run(
        """
        entity Order
          event Placed
            version 1
              price: Money
              kind: Kind = Cash
              kinds: list<Kind>
              stops: map<string, Stop>?
              tags: set<string>
              same: Address?
              modes: Modes
              shape: Shape
              by: Guid
              vat: converted<RateConverter>
              enum Kind
                Cash
                Card
              flags Modes
                Read = 1
                Write = 2
              type Address
                street: string
              type Money
                amount: decimal
                note: string? = null
              type Stop
                at: Address
                next: Stop?
              union Shape by "kind"
                case 1
                  side: double
                case circle
                  radius: double
          event Opened creates
            version 1
        """,
        """
        using System.Text.Json.Serialization;
        public enum Kind { Cash, Cheque }
        [Flags] public enum Modes { Read = 1, Write = 2 }
        public sealed record Address(string Street);
        public sealed record Money(decimal Amount, string Currency);
        public readonly record struct UserId(Guid Value);
        public sealed class RateConverter : EventFieldConverter<Rate>
        {
            public override void Write(System.Text.Json.Utf8JsonWriter writer, Rate value) => writer.WriteNumberValue(value.Percent);
            public override Rate Read(ref System.Text.Json.Utf8JsonReader reader) => new(reader.GetInt32());
        }
        public sealed record Rate(int Percent);

        [Aggregate] public partial class Order
        {
            [Event("Opened")] public partial Order();
            public string Log { get; private set; } = "";
            [Event("Placed", Version = 2)] public partial void Place(Money price, Kind kind, Address? same, Modes modes, UserId by, [EventFieldConverter(typeof(RateConverter))] Rate vat, string extra);
            private partial void WhenPlaced(Money price, Kind kind, Address? same, Modes modes, UserId by, Rate vat, string extra) => Log += $"{price.Amount}{price.Currency} {kind} {same?.Street} {modes} {by.Value} {vat.Percent} {extra};";

            private static partial Placed Upcast(PlacedV1 old) => new(
                new Money(old.Price.Amount, old.Price.Note ?? "EUR"),
                old.Kind == PlacedV1Kind.Card ? Kind.Cheque : Kind.Cash,
                old.Same,
                old.Modes,
                new UserId(old.By),
                old.Vat,
                $"{old.Kinds.Count} {old.Stops?["a"].Next?.At.Street} {string.Join("", old.Tags)} {(old.Shape is PlacedV1ShapeCircle c ? c.Radius : ((PlacedV1ShapeCase1)old.Shape).Side)}");
        }
        """,
        """
        Guid by = Guid.NewGuid();
        store.Append(
            Item(id, 0, "Order.Opened", "{}"),
            Item(id, 1, "Order.Placed", "{\"price\":{\"amount\":5},\"kind\":\"Card\",\"kinds\":[\"Cash\",\"Card\"],\"stops\":{\"a\":{\"at\":{\"street\":\"x\"},\"next\":{\"at\":{\"street\":\"y\"},\"next\":null}}},\"tags\":[\"t\"],\"same\":{\"street\":\"z\"},\"modes\":\"Read, Write\",\"shape\":{\"kind\":\"circle\",\"radius\":2},\"by\":\"" + by + "\",\"vat\":19}"),
            Item(id, 2, "Order.Placed", "{\"price\":{\"amount\":6,\"note\":\"USD\"},\"kinds\":[],\"stops\":null,\"tags\":[],\"same\":null,\"modes\":\"Read\",\"shape\":{\"side\":3,\"kind\":1},\"by\":\"" + by + "\",\"vat\":7}"));
        Assert.Equal($"5EUR Cheque z Read, Write {by} 19 2 y t 2;6USD Cash  Read {by} 7 0   3;", app.Repository<Order>()[id].Log);
        """);

    [Fact]
    public void Versions_share_the_types_that_stayed_the_same_and_single_values_and_collections_need_no_upcast_of_yours() => Run(
        """
        entity Order
          event Placed creates
            version 1
              price: Money
              by: Guid
              tags: set<string>
              sizes: map<string, int>
              type Money
                amount: int
            version 2
              price: Money
              who: Guid
              tags: set<string>
              sizes: map<string, int>
              type Money
                amount: int
        """,
        """
        public readonly record struct UserId(Guid Value);
        public sealed record Money(decimal Amount);
        [Aggregate] public partial class Order
        {
            [Event("Placed", Version = 3)] public partial Order(Money price, [FormerNames("who", "by")] UserId user, HashSet<string> tags, Dictionary<string, int> sizes);
            public string Log { get; private set; } = "";
            private partial void WhenPlaced(Money price, UserId user, HashSet<string> tags, Dictionary<string, int> sizes) => Log += $"{price.Amount} {user.Value} {string.Join("", tags)} {sizes["a"]}";
            private static partial PlacedV2 Upcast(PlacedV1 old) => new(old.Price, old.By, old.Tags, old.Sizes);
            private static partial Placed Upcast(PlacedV2 old) => new(new Money(old.Price.Amount), new UserId(old.Who), [.. old.Tags], new Dictionary<string, int>(old.Sizes));
        }
        """,
        """
        store.Append(Item(id, 0, "Order.Placed", "{\"price\":{\"amount\":5},\"by\":\"" + id + "\",\"tags\":[\"t\"],\"sizes\":{\"a\":1}}"));
        Assert.Equal($"5 {id} t 1", app.Repository<Order>()[id].Log);
        """);

    [Fact]
    public void A_retired_event_is_restored_with_types_of_its_own() => Run(
        """
        entity Order
          event Opened creates
            version 1
          event Placed retired
            version 1
              price: Money
              kind: Kind
              enum Kind
                Cash
              type Money
                amount: int
        """,
        """
        [Aggregate] public partial class Order
        {
            [Event("Opened")] public partial Order();
            public int Sum { get; private set; }
            private partial void When(Placed old) => Sum += old.Price.Amount + (old.Kind == PlacedKind.Cash ? 0 : 1);
        }
        """,
        """
        store.Append(Item(id, 0, "Order.Opened", "{}"), Item(id, 1, "Order.Placed", "{\"price\":{\"amount\":5},\"kind\":\"Cash\"}"));
        Assert.Equal(5, app.Repository<Order>()[id].Sum);
        Assert.Equal(new Order.Placed(new Order.PlacedMoney(5), Order.PlacedKind.Cash), app.EventStore.GetLastEvent<Order.Event>(id));
        """);

    [Fact]
    public void A_restored_enum_can_t_be_cast_into_the_wrong_member() => Run(
        """
        entity Order
          event Created creates
            version 1
              kind: Kind
              enum Kind
                Cash
                Card
        """,
        """
        public enum Kind { Card, Cash, Cheque }
        [Aggregate] public partial class Order
        {
            [Event(Version = 2)] public partial Order(string kind);
            public string Kind { get; private set; }
            private static partial Created Upcast(CreatedV1 old) => new(((int)old.Kind < -1_000_000) + " " + old.Kind);
        }
        """,
        """
        store.Append(Item(id, 0, "Order.Created", "{\"kind\":\"Card\"}"));
        Assert.Equal("True Card", app.Repository<Order>()[id].Kind);
        """);

    [Fact]
    public void Types_that_the_lock_had_to_number_are_the_user_s_too() => Run(
        """
        entity Order
          event Created creates
            version 1
              version: Version2
              price: Money
              cost: Money2
              tip: Money22
              fee: Fee1
              gone: Money3
              type Fee1
                amount: int
              type Money
                amount: int
              type Money2
                amount: int
              type Money22
                amount: int
                tip: int
              type Money3
                amount: int
                cents: string
              type Version2
                major: int
        """,
        """
        public sealed record Version(int Major);
        public sealed record Fee1(int Amount);
        namespace A { public sealed record Money(int Amount); }
        namespace B { public sealed record Money(int Amount); }
        namespace C { public sealed record Money2(int Amount, int Tip); }
        [Aggregate] public partial class Order
        {
            [Event(Version = 2)] public partial Order(Version version, A.Money price, B.Money cost, C.Money2 tip, Fee1 fee, string note);
            public string Log { get; private set; } = "";
            private partial void WhenCreated(Version version, A.Money price, B.Money cost, C.Money2 tip, Fee1 fee, string note) => Log = $"{version.Major}{price.Amount}{cost.Amount}{tip.Amount}{tip.Tip}{fee.Amount}{note}";
            private static partial Created Upcast(CreatedV1 old) => new(old.Version, old.Price, old.Cost, old.Tip, old.Fee, old.Gone.Cents);
        }
        """,
        """
        store.Append(Item(id, 0, "Order.Created", "{\"version\":{\"major\":1},\"price\":{\"amount\":2},\"cost\":{\"amount\":3},\"tip\":{\"amount\":4,\"tip\":5},\"fee\":{\"amount\":6},\"gone\":{\"amount\":7,\"cents\":\"8\"}}"));
        Assert.Equal("1234568", app.Repository<Order>()[id].Log);
        """);

    [Fact]
    public void Generic_converters_large_flags_and_suppressed_nulls_are_read_as_they_were_locked() => Run(
        """
        entity Order
          event Created creates
            version 1
              price: converted<ConverterMoney>
              modes: Modes = (9223372036854775809)
              rights: Rights = (9223372036854775809)
              far: Far = (5000000000)
              note: string = null
              thing: Thing = null
              enum Far
                Near
                Away
              flags Modes
                Read = 1
                Top = 9223372036854775808
              flags Rights
                Read = 1
                Top = 9223372036854775808
              type Thing
                number: int
                other: int
        """,
        """
        public sealed record Money(int Amount);
        public sealed class Converter<T> : EventFieldConverter<T> where T : class
        {
            public override void Write(System.Text.Json.Utf8JsonWriter writer, T value) => writer.WriteNumberValue(((Money)(object)value).Amount);
            public override T Read(ref System.Text.Json.Utf8JsonReader reader) => (T)(object)new Money(reader.GetInt32());
        }
        [Flags] public enum Modes : ulong { Read = 1, Top = 1UL << 63 }
        public readonly record struct Thing(int Number, int Other);
        [Aggregate] public partial class Order
        {
            [Event(Version = 2)] public partial Order([EventFieldConverter(typeof(Converter<Money>))] Money price, Modes modes, Thing thing, string log);
            public string Log { get; private set; } = "";
            private partial void WhenCreated(Money price, Modes modes, Thing thing, string log) => Log = $"{price.Amount} {modes} {log}";
            private static partial Created Upcast(CreatedV1 old) => new(old.Price, old.Modes, old.Thing, $"{old.Rights}, {(long)old.Far}, {old.Note ?? "none"}{old.Thing.Other}");
        }
        """,
        """
        store.Append(Item(id, 0, "Order.Created", "{\"price\":1}"));
        Assert.Equal("1 Read, Top Read, Top, 5000000000, none0", app.Repository<Order>()[id].Log);
        Guid other = Guid.NewGuid();
        store.Append(Item(other, 0, "Order.Created", "{\"price\":1,\"modes\":\"Top\",\"rights\":\"Read, Top\",\"far\":\"Near\",\"note\":\"n\",\"thing\":{\"number\":1,\"other\":2}}"));
        Assert.Equal("1 Top Read, Top, -2147483648, n2", app.Repository<Order>()[other].Log);
        """);

    [Fact]
    public void A_type_that_has_nothing_but_itself_is_restored_too() => Run(
        """
        entity Order
          event Created creates
            version 1
              first: Node
              last: End
              type End
                next: End? = null
              type Node
                next: Node?
        """,
        """
        [Aggregate] public partial class Order
        {
            [Event(Version = 2)] public partial Order(int depth);
            public int Depth { get; private set; }
            private static partial Created Upcast(CreatedV1 old)
            {
                int depth = old.Last.Next is null ? 0 : 10;
                for (CreatedV1Node? node = old.First; node is not null; node = node.Next)
                {
                    depth++;
                }

                return new(depth);
            }
        }
        """,
        """
        store.Append(Item(id, 0, "Order.Created", "{\"first\":{\"next\":{\"next\":null}},\"last\":{}}"));
        Assert.Equal(2, app.Repository<Order>()[id].Depth);
        """);
}
