using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>What the lock adds to an entity: old versions of events are read, and the compiler demands what makes them today's.</summary>
public sealed class OldVersionTests
{
    public const string Lock = """
        entity Account
          event Deposited
            version 1
              amount: decimal
            version 2
              amount: decimal
              currency: string
            version 3
              sum: decimal
              currency: string
          event Opened creates
            version 1
              owner: string
        """;

    public const string Account = """
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account(string owner);
            public string Owner { get; private set; }
            public decimal Balance { get; private set; }
            public string Log { get; private set; } = "";
            [Event("Deposited", Version = 3)] public partial void Deposit([FormerNames("amount")] decimal sum, string currency);
            private partial void WhenDeposited(decimal sum, string currency) { Balance += sum; Log += $"{sum}{currency} "; }

            private static partial DepositedV2 Upcast(DepositedV1 old) => new(old.Amount, "EUR");
        }
        """;

    [Fact]
    public void Streams_of_every_version_are_read() => Run(
        Lock,
        Account,
        """
        store.Append(
            Item(id, 0, "Account.Opened", "{\"owner\":\"Ada\"}"),
            Item(id, 1, "Account.Deposited", "{\"amount\":1}"),
            Item(id, 2, "Account.Deposited@2", "{\"amount\":2,\"currency\":\"USD\"}"),
            Item(id, 3, "Account.Deposited@3", "{\"sum\":3,\"currency\":\"CHF\"}"));
        Account account = app.Repository<Account>()[id];
        Assert.Equal((6m, "1EUR 2USD 3CHF ", 4L), (account.Balance, account.Log, account.Version));
        Assert.Equal([new Account.Opened("Ada"), new Account.Deposited(1, "EUR"), new Account.Deposited(2, "USD"), new Account.Deposited(3, "CHF")], app.EventStore.GetEvents<Account.Event>(id));
        Assert.Equal(new Account.Deposited(2, "USD"), app.EventStore.GetLastEvent<Account.Event>(id, lte: 2));
        app.Repository<Account>().Update(id, a => a.Deposit(4, "EUR"));
        Assert.Equal("Account.Deposited@3", store.Items[4].Topic);
        """);

    [Fact]
    public void A_version_that_is_newer_than_the_build_stops_the_load_and_names_both() => Run(
        Lock,
        Account,
        """
        store.Append(Item(id, 0, "Account.Opened", "{\"owner\":\"Ada\"}"), Item(id, 1, "Account.Deposited@5", "{}"));
        NewerVersionException newer = Assert.Throws<NewerVersionException>(() => app.Repository<Account>().Get(id));
        Assert.Equal((5, 3, 1L, "Account.Deposited@5", "Account"), (newer.StoredVersion, newer.KnownVersion, newer.Position, newer.Topic, newer.Entity));
        Assert.Contains("version 5", newer.Message);
        Assert.Contains("version 3", newer.Message);
        Assert.Throws<NewerVersionException>(() => app.EventStore.GetEvents<Account.Event>(id));
        foreach (string topic in (string[])["Account.Spent", "Account.Spent@2", "Account.Deposited@0", "Account.Deposited@x", "Account.Deposited@", "Account.Deposited@99999999999"])
        {
            Guid other = Guid.NewGuid();
            store.Append(Item(other, 0, "Account.Opened", "{\"owner\":\"Ada\"}"), Item(other, 1, topic, "{}"));
            Assert.Throws<UnknownTopicException>(() => app.Repository<Account>().Get(other));
        }
        """);

    [Theory]
    [InlineData("DepositedV1", "DepositedV2")]
    [InlineData("DepositedV2", "Deposited")]
    public void The_compiler_demands_each_upcast_that_is_not_obvious(string from, string to)
    {
        string account = Account
            .Replace("[FormerNames(\"amount\")] ", "")
            .Replace("private static partial DepositedV2 Upcast(DepositedV1 old) => new(old.Amount, \"EUR\");", from == "DepositedV1" ? "private static partial Deposited Upcast(DepositedV2 old) => new(old.Amount, old.Currency);" : "private static partial DepositedV2 Upcast(DepositedV1 old) => new(old.Amount, \"EUR\");");
        string[] errors = Errors(Lock, account);
        Assert.Contains("CS8795", Assert.Single(errors), StringComparison.Ordinal);
        Assert.Contains($"private static partial {to} Upcast({from} old);", errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_gained_optional_fields_or_was_renamed_is_upcast_by_itself() => Run(
        """
        entity Note
          event Created creates
            version 1
              text: string
              tags: list<string>?
              parts: list<int>
              rank: int? = null
            version 2
              title: string
              tags: list<string>?
              parts: list<int>
              rank: int? = null
        """,
        """
        [Entity] public partial class Note
        {
            [Event(Version = 3)] public partial Note([FormerNames("caption", "title")] string heading, string[]? tags, List<int> parts, int? rank, string unit = "kg", DateOnly day = default);
            public string Heading { get; private set; }
            public string[]? Tags { get; private set; }
            public List<int> Parts { get; private set; }
            public int? Rank { get; private set; }
            public string Unit { get; private set; }
            public DateOnly Day { get; private set; }
            private static partial NoteV2 Upcast(CreatedV1 old);
        }
        """.Replace("private static partial NoteV2 Upcast(CreatedV1 old);", "private static partial CreatedV2 Upcast(CreatedV1 old) => new(old.Text, old.Tags, old.Parts, old.Rank);"),
        """
        store.Append(Item(id, 0, "Note.Created", "{\"text\":\"a\",\"tags\":null,\"parts\":[1,2]}"));
        Note note = app.Repository<Note>()[id];
        Assert.Equal(("a", null, null, "kg"), (note.Heading, note.Tags, note.Rank, note.Unit));
        Assert.Equal([1, 2], note.Parts);
        Guid other = Guid.NewGuid();
        store.Append(Item(other, 0, "Note.Created@2", "{\"title\":\"b\",\"tags\":[\"x\"],\"parts\":[],\"rank\":7}"));
        Assert.Equal(("b", "x", 7), (app.Repository<Note>()[other].Heading, app.Repository<Note>()[other].Tags![0], app.Repository<Note>()[other].Rank));
        """);

    [Fact]
    public void An_upcast_may_split_an_event_and_it_stays_one_version() => Run(
        """
        entity Order
          event Created creates
            version 1
              customer: string
              item: string
            version 2
              customer: string
        """,
        """
        [Aggregate] public partial class Order
        {
            [Event(Version = 2)] public partial Order(string customer);
            public string Customer { get; private set; }
            public string Items { get; private set; } = "";
            [Event("Added")] public partial void Add(string item);
            private partial void WhenAdded(string item, EventContext context) => Items += $"{context.Position}{item}";
            private static partial IReadOnlyList<Event> Upcast(CreatedV1 old) => [new Created(old.Customer), new Added(old.Item), new Added("gift")];
        }
        """,
        """
        store.Append(
            Item(id, 0, "Order.Created", "{\"customer\":\"Ada\",\"item\":\"book\"}"),
            Item(id, 1, "Order.Added", "{\"item\":\"pen\"}"));
        Order order = app.Repository<Order>()[id];
        Assert.Equal(("Ada", "0book0gift1pen", 2L), (order.Customer, order.Items, order.Version));
        Assert.Equal(4, app.EventStore.GetEvents<Order.Event>(id).Count);
        Assert.Equal(4, app.EventStore.GetEvents<Order>(id).Count);
        Assert.Equal(new Order.Added("gift"), app.EventStore.GetLastEvent<Order.Event>(id, lte: 0));
        Assert.Equal("0book0gift", app.Repository<Order>().Get(id, 1).Items);
        app.Repository<Order>().Update(id, o => o.Add("cup"));
        Assert.Equal(2, store.Items[2].Position);
        """);

    [Fact] // What follows from an event must be the same, whoever makes it.
    public void Each_part_of_a_split_event_has_ids_of_its_own_in_When_as_in_records() => Run(
        """
        entity Order
          event Created creates
            version 1
              customer: string
              item: string
            version 2
              customer: string
        """,
        """
        [Aggregate] public partial class Order
        {
            [Event(Version = 2)] public partial Order(string customer);
            public string Lines { get; private set; } = "";
            [Event("Added")] public partial void Add(string item);
            private partial void WhenCreated(string customer, EventContext context) => Lines += $"{context.NewId("line")} ";
            private partial void WhenAdded(string item, EventContext context) => Lines += $"{context.NewId("line")} ";
            private static partial IReadOnlyList<Event> Upcast(CreatedV1 old) => [new Created(old.Customer), new Added(old.Item), new Added("gift")];
        }
        """,
        """
        store.Append(
            Item(id, 0, "Order.Created", "{\"customer\":\"Ada\",\"item\":\"book\"}"),
            Item(id, 1, "Order.Added", "{\"item\":\"pen\"}"));
        string[] lines = app.Repository<Order>()[id].Lines.Trim().Split(' ');
        Assert.Equal(4, lines.Distinct().Count());
        Assert.Equal(app.EventStore.GetEventRecords<Order.Event>(id).Select(record => $"{record.Context.NewId("line")}"), lines);
        """);

    [Fact]
    public void A_split_into_nothing_is_a_version_too_but_not_the_first() => Run(
        """
        entity Order
          event Created creates
            version 1
              customer: string
          event Touched
            version 1
              by: string
        """,
        """
        [Aggregate] public partial class Order
        {
            [Event(Version = 2)] public partial Order(int customer);
            public int Customer { get; private set; }
            [Event("Touched", Version = 2)] public partial void Touch();
            private partial void WhenTouched() => Customer++;
            private static partial Event[] Upcast(CreatedV1 old) => old.Customer == "" ? [] : [new Created(old.Customer.Length)];
            private static partial Event[] Upcast(TouchedV1 old) => [];
        }
        """,
        """
        store.Append(Item(id, 0, "Order.Created", "{\"customer\":\"Ada\"}"), Item(id, 1, "Order.Touched", "{\"by\":\"Bob\"}"), Item(id, 2, "Order.Touched@2", "{}"));
        Assert.Equal((4, 3L), (app.Repository<Order>()[id].Customer, app.Repository<Order>()[id].Version));
        Guid other = Guid.NewGuid();
        store.Append(Item(other, 0, "Order.Created", "{\"customer\":\"\"}"));
        Assert.Throws<SequenceCorruptException>(() => app.Repository<Order>().Get(other));
        """);

    [Fact]
    public void A_retired_event_keeps_its_record_and_reaches_its_When() => Run(
        """
        entity Account
          event Frozen retired
            version 1
              reason: string
            version 2
              reason: string
              days: int
          event Opened creates
            version 1
          event Scanned retired
            version 1
              pages: list<int>
        """,
        """
        [Retired("Scanned", Ignore = true)]
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account();
            public string Log { get; private set; } = "";
            private partial void When(Frozen old) => Log += $"{old.Reason} {old.Days}";
            private static partial Frozen Upcast(FrozenV1 old) => new(old.Reason, 1);
        }
        """,
        """
        store.Append(
            Item(id, 0, "Account.Opened", "{}"),
            Item(id, 1, "Account.Frozen", "{\"reason\":\"a\"}"),
            Item(id, 2, "Account.Frozen@2", "{\"reason\":\"b\",\"days\":2}"),
            Item(id, 3, "Account.Scanned", "{\"pages\":[1]}"));
        Assert.Equal(("a 1b 2", 4L), (app.Repository<Account>()[id].Log, app.Repository<Account>()[id].Version));
        Assert.Equal([new Account.Opened(), new Account.Frozen("a", 1), new Account.Frozen("b", 2), new Account.Scanned([1])], app.EventStore.GetEvents<Account.Event>(id));
        Assert.Throws<ArgumentException>(() => app.EventStore.Append<Account>(id, 4, new Account.Frozen("c", 3)));
        """);

    [Fact]
    public void Old_versions_begin_and_end_a_history_as_today_s_do() => Run(
        """
        entity Order
          event Closed discards
            version 1
          event Placed creates
            version 1
              customer: string
        """,
        """
        [Aggregate] public partial class Order
        {
            [Event("Placed", Version = 2)] public partial Order(string customer, int count = 1);
            public string Customer { get; private set; }
            public int Count { get; private set; }
            [Discard("Closed", Version = 2)] public partial void Close(string reason = "");
            private partial void WhenClosed(string reason) { }
        }
        """,
        """
        store.Append(Item(id, 0, "Order.Placed", "{\"customer\":\"Ada\"}"));
        Assert.Equal(("Ada", 1), (app.Repository<Order>()[id].Customer, app.Repository<Order>()[id].Count));
        store.Append(Item(id, 1, "Order.Closed", "{}"));
        Assert.False(app.Repository<Order>().Contains(id));
        Assert.False(app.Repository<Order>().TryGet(id, out _));
        Assert.Throws<EntityDiscardedException>(() => app.EventStore.Append<Order>(id, 2, new Order.Closed()));
        """);

    [Fact]
    public void A_retired_event_needs_its_When() => Assert.Contains(
        "private partial void When(Frozen old);",
        Assert.Single(Errors("entity A\n event Frozen retired\n  version 1\n   reason: string", "[Entity] public partial class A { [Event] public partial A(); }")),
        StringComparison.Ordinal);

    [Fact]
    public void Old_versions_are_read_under_every_name_that_entity_and_event_have_had() => Run(
        """
        entity Konto
          former Girokonto
          event Einzahlung
            former Zahlung
            version 1
              amount: decimal
          event Opened creates
            version 1
        """,
        """
        [Aggregate(FormerNames = ["Konto", "Girokonto"])] public partial class Account
        {
            [Event("Opened")] public partial Account();
            public decimal Balance { get; private set; }
            [Event("Deposited", Version = 2, FormerNames = ["Einzahlung", "Zahlung"])] public partial void Deposit(decimal amount, int times = 2);
            private partial void WhenDeposited(decimal amount, int times) => Balance += amount * times;
        }
        """,
        """
        int count = 0;
        store.Append(Item(id, count++, "Girokonto.Opened", "{}"));
        foreach (string entity in (string[])["Account", "Konto", "Girokonto"])
        foreach (string name in (string[])["Deposited", "Einzahlung", "Zahlung"])
        {
            store.Append(Item(id, count++, $"{entity}.{name}", "{\"amount\":1}"), Item(id, count++, $"{entity}.{name}@2", "{\"amount\":1,\"times\":1}"));
        }

        Assert.Equal(27m, app.Repository<Account>()[id].Balance);
        """);

    [Fact]
    public void A_version_that_the_code_still_has_itself_is_not_restored() => Run(
        Lock.Replace("version 3\n      sum: decimal\n      currency: string\n  ", ""),
        """
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account(string owner);
            public string Owner { get; private set; }
            public decimal Balance { get; private set; }
            [Event("Deposited", Version = 2)] public partial void Deposit(decimal amount, string currency);
            private partial void WhenDeposited(decimal amount, string currency) => Balance += amount;
            [Event("Deposited")] public sealed partial record DepositedV1(decimal Amount);
            private partial void When(DepositedV1 e) => Balance += 100 * e.Amount;
        }
        """.Replace("\r", ""),
        """
        store.Append(Item(id, 0, "Account.Opened", "{\"owner\":\"Ada\"}"), Item(id, 1, "Account.Deposited", "{\"amount\":1}"), Item(id, 2, "Account.Deposited@2", "{\"amount\":2,\"currency\":\"USD\"}"));
        Assert.Equal(102m, app.Repository<Account>()[id].Balance);
        """);

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
    public void An_event_that_others_left_no_topic_is_not_generated_and_stops_nothing()
    {
        const string Taken = "entity Account\n  event Added retired\n    former Put\n    version 1\n  event Opened creates\n    version 1\n      owner: string\n  event Put retired\n    version 1";
        CompilerSettings settings = new() { Lock = Taken };
        GeneratedCode run = Harness.Run(Harness.Compile(settings, "[Aggregate] public partial class Account { [Event(\"Opened\")] public partial Account(string owner); public string Owner { get; private set; } private partial void When(Added old) { } }"), settings);
        Assert.Empty(run.GetCompilerErrors());
    }

    [Fact]
    public void A_locked_event_with_the_name_is_the_one_that_is_read_under_it() => Run(
        """
        entity Account
          event Added
            version 1
              sum: int
          event Opened creates
            version 1
              owner: string
          event Put
            version 1
              amount: decimal
            version 2
              amount: decimal
              note: string
        """,
        """
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account(string owner);
            public string Owner { get; private set; }
            public decimal Sum { get; private set; }
            [Event("Put", Version = 2, FormerNames = ["Added"])] public partial void Put(decimal amount, string note);
            private partial void WhenPut(decimal amount, string note) => Sum += amount;
            private static partial Put Upcast(PutV1 old) => new(old.Amount, "");
        }
        """.Replace("void Put(", "void PutIn("),
        """
        store.Append(Item(id, 0, "Account.Opened", "{\"owner\":\"Ada\"}"), Item(id, 1, "Account.Put", "{\"amount\":3}"));
        Assert.Equal(3m, app.Repository<Account>()[id].Sum);
        """);

    [Fact]
    public void The_newest_event_is_the_newest_that_an_upcast_left() => Run(
        """
        entity Order
          event Created creates
            version 1
          event Viewed
            version 1
        """,
        """
        [Aggregate] public partial class Order
        {
            [Event] public partial Order();
            [Event("Viewed", Version = 2)] public partial void View(int by);
            private partial void WhenViewed(int by) { }
            private static partial IReadOnlyList<Event> Upcast(ViewedV1 old) => [];
        }
        """,
        """
        store.Append(Item(id, 0, "Order.Created", "{}"), Item(id, 1, "Order.Viewed", "{}"), Item(id, 2, "Order.Viewed", "{}"));
        Assert.Equal(new Order.Created(), app.EventStore.GetLastEvent<Order.Event>(id));
        Assert.Equal(new Order.Created(), app.EventStore.GetLastEvent<Order>(id));
        Assert.Null(app.EventStore.GetLastEvent<Order.Event>(Guid.NewGuid()));
        """);

    private const string ConvertedLock = """
        entity Order
          event Created creates
            version 1
          event Priced retired
            version 1
              rates: list<converted<RateConverter>>
              stop: Stop
              type Stop
                at: converted<RateConverter>?
        """;

    private const string ConvertedOrder = """
        internal sealed class RateConverter : EventFieldConverter<Rate>
        {
            public override void Write(System.Text.Json.Utf8JsonWriter writer, Rate value) => writer.WriteNumberValue(value.Percent);
            public override Rate Read(ref System.Text.Json.Utf8JsonReader reader) => new(reader.GetInt32());
        }
        internal sealed record Rate(int Percent);

        [Aggregate, EventFieldConverter(typeof(RateConverter))] public partial class Order
        {
            [Event] public partial Order();
            public int Sum { get; private set; }
            private partial void When(Priced old) => Sum += old.Rates[0].Percent + (old.Stop.At?.Percent ?? 0);
        }
        """;

    [Fact]
    public void A_converter_that_no_field_has_any_more_is_named_on_the_class_and_its_type_may_be_internal() => Run(
        ConvertedLock,
        ConvertedOrder,
        """
        store.Append(Item(id, 0, "Order.Created", "{}"), Item(id, 1, "Order.Priced", "{\"rates\":[1],\"stop\":{\"at\":2}}"), Item(id, 2, "Order.Priced", "{\"rates\":[4],\"stop\":{\"at\":null}}"));
        Assert.Equal(7, app.Repository<Order>()[id].Sum);
        Assert.Equal(app.EventStore.GetEvents<Order.Event>(id), app.EventStore.GetEvents<Order.Event>(id));
        """);

    [Fact]
    public void A_converter_on_the_assembly_reads_old_versions_too() => Assert.Empty(Errors(
        ConvertedLock,
        "[assembly: EventFieldConverter(typeof(RateConverter))] " + ConvertedOrder.Replace(", EventFieldConverter(typeof(RateConverter))", "")));

    [Fact]
    public void A_converter_may_be_private_to_the_entity() => Assert.Empty(Errors(
        ConvertedLock,
        """
        [Aggregate, EventFieldConverter(typeof(RateConverter))] public partial class Order
        {
            [Event] public partial Order();
            public int Sum { get; private set; }
            private partial void When(Priced old) => Sum += old.Rates[0].Percent;
            private sealed record Rate(int Percent);
            private sealed class RateConverter : EventFieldConverter<Rate>
            {
                public override void Write(System.Text.Json.Utf8JsonWriter writer, Rate value) => writer.WriteNumberValue(value.Percent);
                public override Rate Read(ref System.Text.Json.Utf8JsonReader reader) => new(reader.GetInt32());
            }
        }
        """));

    [Fact]
    public void A_converter_that_is_gone_leaves_code_that_compiles() => Assert.Empty(Errors(
        ConvertedLock,
        ConvertedOrder.Replace(", EventFieldConverter(typeof(RateConverter))", "").Replace("old.Rates[0].Percent + (old.Stop.At?.Percent ?? 0)", "1")));

    [Theory]
    [InlineData("int?", "AccountId")]
    [InlineData("int?", "int")]
    public void A_value_that_may_be_null_has_no_obvious_upcast_to_one_that_may_not(string old, string today) => Assert.Contains("CS8795", Assert.Single(Errors(
        $"entity Order\n event Created creates\n  version 1\n   account: {old}",
        $$"""
        public readonly record struct AccountId(int Value);
        [Aggregate] public partial class Order
        {
            [Event(Version = 2)] public partial Order({{today}} account); public {{today}} Account { get; private set; }
        }
        """)), StringComparison.Ordinal);

    [Fact]
    public void Restored_names_never_collide() => Run(
        """
        entity Order
          event Created creates
            version 1
          event Placed retired
            version 1
              amount: int
              Amount: int
              e-mail: string
              e.mail: string
              clone: int
              toString: int
              placed: int
              shape: Shape
              plain: ShapeCircle
              small: money
              large: Money
              type Money
                amount: int
              type ShapeCircle
                side: int
              union Shape by "kind"
                case Circle
                  radius: int
                case circle
                  radius: int
              type money
                amount: int
                cents: int
        """.Replace("e-mail", "\"e-mail\"").Replace("e.mail", "\"e.mail\""),
        """
        [Aggregate] public partial class Order
        {
            [Event] public partial Order();
            public string Log { get; private set; } = "";
            private partial void When(Placed old) => Log = $"{old.Amount}{old.Amount_2}{old.Fieldemail}{old.Fieldemail_2}{old.Clone_2}{old.ToString_2}{old.Placed_2}{old.Plain.Side}{old.Small.Cents}{old.Large.Amount}";
        }
        """,
        """
        store.Append(Item(id, 0, "Order.Created", "{}"), Item(id, 1, "Order.Placed", "{\"amount\":1,\"Amount\":2,\"e-mail\":\"3\",\"e.mail\":\"4\",\"clone\":5,\"toString\":6,\"placed\":7,\"shape\":{\"kind\":\"circle\",\"radius\":1},\"plain\":{\"side\":8},\"small\":{\"amount\":0,\"cents\":9},\"large\":{\"amount\":0}}"));
        Assert.Equal("1234567890", app.Repository<Order>()[id].Log);
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
    public void Of_two_converters_with_one_name_neither_reads_what_the_other_may_have_written()
    {
        const string Converter = "public sealed class RateConverter : EventFieldConverter<Rate> { public override void Write(System.Text.Json.Utf8JsonWriter writer, Rate value) { } public override Rate Read(ref System.Text.Json.Utf8JsonReader reader) => new(1); }";
        string entity = ConvertedOrder.Replace("EventFieldConverter(typeof(RateConverter))", "EventFieldConverter(typeof(RateConverter)), EventFieldConverter(typeof(A.RateConverter))").Replace("old.Rates[0].Percent + (old.Stop.At?.Percent ?? 0)", "1")
            + " namespace A { internal " + Converter["public ".Length..] + " }";
        CompilerSettings settings = new() { Lock = ConvertedLock };
        GeneratedCode run = Harness.Run(Harness.Compile(settings, entity), settings);
        Assert.Empty(run.GetCompilerErrors());
        EntityModel order = EntityParser.Parse(run.Compilation.GetTypeByMetadataName("Order")!, null, CancellationToken.None);
        Assert.Equal(new MissingConverterModel("Priced", 1, "RateConverter", IsAmbiguous: true), Assert.Single(EntityHistory.Add(order, LockText.Read(ConvertedLock).Find(["Order"])).MissingConverters));
    }

    [Fact]
    public void Names_of_entities_can_be_anything_and_stay_text_in_what_is_generated() => Run(
        """
        entity "a </summary><b> & \\\" {c} \u2028 */ // #if"
          former "</code> & <x"
          event Frozen retired
            version 1
              reason: string
            version 2
              reason: string
              days?: int
          event Opened creates
            version 1
        """,
        """
        [Aggregate("a </summary><b> & \\\" {c} \u2028 */ // #if", FormerNames = ["</code> & <x"])] public partial class Account
        {
            [Event("Opened")] public partial Account();
            public string Log { get; private set; } = "";
            private partial void When(Frozen old) => Log += old.Reason;
        }
        """,
        """
        store.Append(Item(id, 0, "</code> & <x.Opened", "{}"), Item(id, 1, "</code> & <x.Frozen", "{\"reason\":\"a\"}"), Item(id, 2, "a </summary><b> & \\\" {c} \u2028 */ // #if.Frozen@2", "{\"reason\":\"b\"}"));
        Assert.Equal("ab", app.Repository<Account>()[id].Log);
        """);

    [Theory]
    [InlineData("note?: string", "string? note = null")]
    [InlineData("note?: string?", "string? note")]
    [InlineData("a: int\n   b: int", "[FormerNames(\"b\")] int a, [FormerNames(\"a\")] int b")]
    public void What_may_have_meant_something_else_has_no_obvious_upcast(string old, string today) => Assert.Contains("CS8795", Assert.Single(Errors(
        $"entity Order\n event Created creates\n  version 1\n   {old}",
        $"[Aggregate] public partial class Order {{ [Event(Version = 2)] public partial Order({today}); public string? Note {{ get; private set; }} public int A {{ get; private set; }} public int B {{ get; private set; }} }}")), StringComparison.Ordinal);

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

    [Fact]
    public void An_old_end_that_is_none_any_more_ends_nothing_and_one_that_became_an_end_does() => Run(
        """
        entity Order
          event Closed discards
            version 1
          event Created creates
            version 1
          event Paused retired
            version 1
            version 2
              why: string
        """,
        """
        [Aggregate] public partial class Order
        {
            [Event] public partial Order();
            public int Count { get; private set; }
            [Event("Closed", Version = 2)] public partial void Close(int times);
            private partial void WhenClosed(int times) => Count += times;
            [Discard("Ended")] public partial void End();
            private partial void When(Paused old) => Count += 10;
            private static partial Closed Upcast(ClosedV1 old) => new(1);
            private static partial Ended Upcast(PausedV1 old) => new();
        }
        """,
        """
        store.Append(Item(id, 0, "Order.Created", "{}"), Item(id, 1, "Order.Closed", "{}"));
        Assert.True(app.Repository<Order>().Contains(id));
        Assert.Equal((1, 2L), (app.Repository<Order>()[id].Count, app.Repository<Order>()[id].Version));
        app.Repository<Order>().Update(id, o => o.Close(2));
        Assert.Equal(3, app.Repository<Order>()[id].Count);
        store.Append(Item(id, 3, "Order.Paused", "{}"));
        Assert.False(app.Repository<Order>().Contains(id));
        Assert.False(app.Repository<Order>().TryGet(id, out _));
        """);

    [Fact]
    public void Restored_names_leave_those_of_other_events_alone() => Run(
        """
        entity Order
          event Created creates
            version 1
          event Placed retired
            version 1
              price: Money
              type Money
                amount: int
        """,
        """
        [Aggregate] public partial class Order
        {
            [Event] public partial Order();
            public int Sum { get; private set; }
            [Event("PlacedMoney")] public partial void Place(int amount);
            private partial void WhenPlacedMoney(int amount) => Sum += amount;
            private partial void When(Placed old) => Sum += old.Price.Amount;
        }
        """,
        """
        store.Append(Item(id, 0, "Order.Created", "{}"), Item(id, 1, "Order.Placed", "{\"price\":{\"amount\":5}}"), Item(id, 2, "Order.PlacedMoney", "{\"amount\":1}"));
        Assert.Equal(6, app.Repository<Order>()[id].Sum);
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

    [Theory]
    [InlineData("[Event(\"DoneV1\")] public partial void Do(int by); private partial void WhenDoneV1(int by) { }", "")]
    [InlineData("[Event] public sealed partial record DoneV1(int By); private partial void When(DoneV1 e) { }", "")]
    [InlineData("[Event(\"Begun\")] public sealed partial record DoneV1(int By); private partial void When(DoneV1 e) { }", "")]
    [InlineData("[Event(\"DoneV1\")] public partial void Do(int by); private partial void WhenDoneV1(int by) { } private static partial Done Upcast(DoneV1 old) => new(old.By, 0);", "")]
    [InlineData("[Event(\"Begun\")] public sealed partial record Done(int By); private partial void When(Done e) { }", " retired")]
    public void An_event_with_the_name_of_an_old_version_leaves_code_that_compiles(string members, string retired) => Assert.Empty(Errors(
        $"""
        entity Order
          event Created creates
            version 1
          event Done{retired}
            version 1
              by: int
              price: Money
              type Money
                amount: int
        """,
        $$"""
        [Aggregate] public partial class Order
        {
            [Event] public partial Order();
            {{members}}
            {{(retired.Length > 0 ? "" : "[Event(\"Done\", Version = 2)] public partial void Finish(int by, int price); private partial void WhenDone(int by, int price) { }")}}
        }
        """));

    private static void Run(string text, string entities, string test) => Scenario.Run(
        new CompilerSettings { Lock = text.ReplaceLineEndings("\n") },
        [entities],
        "IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;\nusing EventSourcedApplication app = new(store);\nGuid id = Guid.NewGuid();\n" + test);

    private static string[] Errors(string text, string entity)
    {
        CompilerSettings settings = new() { Lock = text };
        return Harness.Run(Harness.Compile(settings, entity), settings).GetCompilerErrors();
    }
}
