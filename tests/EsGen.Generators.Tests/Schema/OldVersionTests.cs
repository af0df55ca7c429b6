using Xunit;
using static EsGen.Generators.Tests.OldVersions;

namespace EsGen.Generators.Tests;

/// <summary>What the lock adds to an entity: old versions of events are read, and the compiler demands what makes them today's.</summary>
public sealed class OldVersionTests
{
    [Fact]
    public void Streams_of_every_version_are_read() => Run(
        OldVersions.Lock,
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
        OldVersions.Lock,
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
        string[] errors = Errors(OldVersions.Lock, account);
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
    public void A_version_that_the_code_still_has_itself_is_not_restored() => Run(
        OldVersions.Lock.Replace("version 3\n      sum: decimal\n      currency: string\n  ", ""),
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

    [Theory]
    [InlineData("note?: string", "string? note = null")]
    [InlineData("note?: string?", "string? note")]
    [InlineData("a: int\n   b: int", "[FormerNames(\"b\")] int a, [FormerNames(\"a\")] int b")]
    public void What_may_have_meant_something_else_has_no_obvious_upcast(string old, string today) => Assert.Contains("CS8795", Assert.Single(Errors(
        $"entity Order\n event Created creates\n  version 1\n   {old}",
        $"[Aggregate] public partial class Order {{ [Event(Version = 2)] public partial Order({today}); public string? Note {{ get; private set; }} public int A {{ get; private set; }} public int B {{ get; private set; }} }}")), StringComparison.Ordinal);

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
}
