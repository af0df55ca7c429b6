using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>What the generated entry points do: for unit tests without a store, and for the runtime.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public void The_quick_start_runs() => Scenario.Run(
        Samples.Example,
        """
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        var examples = app.Repository<Shop.Example>();
        var example = Shop.ExampleRepositoryExtensions.Create(examples, foo: "bar");
        Assert.True(examples.Contains(example.Id));
        Assert.Equal("bar", examples[example.Id].Foo);
        example.Foo = "baz";
        example.BeatHeart(2);
        Assert.Equal(("baz", 2), (examples[example.Id].Foo, examples[example.Id].HeartbeatCount));
        example.Discard();
        Assert.False(examples.Contains(example.Id));
        Assert.Throws<EntityNotFoundException>(() => examples[example.Id]);
        Assert.Equal(["Example.Created", "Example.FooChanged", "Example.Heartbeat", "Example.Heartbeat", "Example.Discarded"], store.Topics);
        """);

    [Fact]
    public void The_aggregate_of_the_quick_start_runs() => Scenario.Run(
        Samples.Account,
        """
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        var accounts = app.Repository<Shop.Account>();
        var account = new Shop.Account("Ada");
        Assert.Throws<ArgumentOutOfRangeException>(() => account.Deposit(0m));
        account.Deposit(100m);
        await accounts.SaveAsync(account);
        await accounts.UpdateAsync(account.Id, a => a.Withdraw(30m));
        await accounts.UpdateAsync(account.Id, a => a.Withdraw(300m));
        Assert.Equal(70m, accounts[account.Id].Balance);
        Assert.Equal(["Account.Opened", "Account.Deposited", "Account.Withdrawn", "Account.WithdrawalRefused"], store.Topics);
        """);

    [Fact]
    public void What_the_compiler_fills_in_at_a_call_is_that_of_the_call_of_create() => Scenario.Run(
        """
        using System.Runtime.CompilerServices;
        [Aggregate] public partial class Job
        {
            [Event] public partial Job(Guid id, int count, [CallerMemberName] string by = "", [CallerLineNumber] int line = 0, [CallerArgumentExpression(nameof(count))] string how = "");
            public int Count { get; private set; }
            public string By { get; private set; }
            public int Line { get; private set; }
            public string How { get; private set; }
        }
        """,
        """
        using EventSourcedApplication app = new(InMemoryDatastore.Open());
        var jobs = app.Repository<Job>();
        int two = 2;
        var created = new Job(Guid.NewGuid(), two); var asked = jobs.Create(Guid.NewGuid(), two); Assert.True(jobs.TryCreate(out var tried, Guid.NewGuid(), two));
        Assert.Equal((created.By, created.Line, "two"), (asked.By, asked.Line, asked.How));
        Assert.Equal((created.By, created.Line, "two"), (tried!.By, tried.Line, tried.How));
        Assert.NotEqual("", created.By);
        """);

    [Fact]
    public void Mutate_applies_one_event_after_the_other_and_returns_null_after_the_last() => Scenario.Run(
        Samples.Account,
        """
        Guid id = Guid.NewGuid();
        EventContext At(long position) => new(id, position, DateTimeOffset.UnixEpoch.AddHours(position));
        Shop.Account? account = Shop.Account.Mutate(null, new Shop.Account.Opened("Ada"), At(0));
        Assert.Same(account, Shop.Account.Mutate(account, new Shop.Account.Deposited(5m), At(1)));
        Assert.Equal((id, 2, 5m, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1)), (account!.Id, account.Version, account.Balance, account.CreatedOn, account.LastModified));
        Assert.Throws<SequenceCorruptException>(() => Shop.Account.Mutate(account, new Shop.Account.Deposited(5m), At(3)));
        Assert.Throws<SequenceCorruptException>(() => Shop.Account.Mutate(null, new Shop.Account.Deposited(5m), At(0)));
        Assert.Null(Shop.Account.Mutate(account, new Shop.Account.Closed(), At(2)));
        Assert.True(account.IsDiscarded);
        """);

    [Fact]
    public void Replay_rebuilds_an_instance_from_its_events() => Scenario.Run(
        Samples.Account,
        """
        Guid id = Guid.NewGuid();
        Shop.Account account = Shop.Account.Replay(id, [new Shop.Account.Opened("Ada"), new Shop.Account.Deposited(5m), new Shop.Account.WithdrawalRefused(9m, 5m)])!;
        Assert.Equal((id, "Ada", 5m, 3), (account.Id, account.Owner, account.Balance, account.Version));
        Assert.Empty(account.PendingEvents);
        account.Withdraw(1m);
        Assert.Equal([new Shop.Account.Withdrawn(1m)], account.PendingEvents);
        Assert.Null(Shop.Account.Replay(id, []));
        Assert.Null(Shop.Account.Replay(id, [new Shop.Account.Opened("Ada"), new Shop.Account.Closed()]));
        Assert.Throws<SequenceCorruptException>(() => Shop.Account.Replay(id, [new Shop.Account.Closed()]));
        """);

    [Fact]
    public void A_discarded_instance_can_be_read_and_no_longer_changed() => Scenario.Run(
        Samples.Example,
        """
        Shop.Example example = new("a");
        example.Discard();
        Assert.Equal(("a", true), (example.Foo, example.IsDiscarded));
        Assert.Throws<EntityDiscardedException>(() => example.Foo = "b");
        Assert.Throws<EntityDiscardedException>(() => example.Foo = "a");
        Assert.Throws<EntityDiscardedException>(() => example.BeatHeart());
        """);

    [Fact]
    public void Events_with_equal_fields_are_equal() => Scenario.Run(
        Samples.Account,
        """
        Assert.Equal(new Shop.Account.Opened("Ada", 1.0m), new Shop.Account.Opened("Ada", 1.00m));
        Assert.NotEqual(new Shop.Account.Opened("Ada"), new Shop.Account.Opened("Bob"));
        Assert.NotEqual<Shop.Account.Event>(new Shop.Account.Deposited(1m), new Shop.Account.Withdrawn(1m));
        """);

    [Fact]
    public void Own_records_can_have_every_kind_of_property() => Scenario.Run(
        """
        [Aggregate] public partial class Thing
        {
            [Event] public partial Thing();
            [Event] public partial record OnlyRequired { public required string A { get; init; } public required List<int> B { get; init; } }
            [Event] public partial record OnlyOptional { public string A { get; init; } = "a"; public int[] B { get; init; } = [1]; public string Both => A + B.Length; public static int Count { get; set; } }
            [Event] public partial record Mixed(string A, int B = 2) : Event { public required string C { get; init; } public int D { get; init; } = 4; public int B { get; init; } = Math.Max(B, 20); }
            private partial void When(OnlyRequired e) => Last = e.A + e.B.Count;
            private partial void When(OnlyOptional e) => Last = e.Both;
            private partial void When(Mixed e) => Last = $"{e.A}{e.B}{e.C}{e.D}";
            public string Last { get; private set; } = "";
            public void Do(Event e) => Raise(e);
        }
        """,
        """
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        var things = app.Repository<Thing>();
        foreach ((Thing.Event e, string last, string data) in ((Thing.Event, string, string)[])[
            (new Thing.OnlyRequired { A = "x", B = [1] }, "x1", "{\"a\":\"x\",\"b\":[1]}"),
            (new Thing.OnlyOptional(), "a1", "{\"a\":\"a\",\"b\":[1]}"),
            (new Thing.Mixed("x") { C = "z" }, "x20z4", "{\"a\":\"x\",\"b\":20,\"c\":\"z\",\"d\":4}")])
        {
            Thing thing = new();
            thing.Do(e);
            Assert.Equal(last, thing.Last);
            things.Save(thing);
            Assert.Equal(data, System.Text.Encoding.UTF8.GetString(store.Items[^1].Data.Span));
            Assert.Equal(last, things[thing.Id].Last);
        }
        """);

    [Theory]
    [InlineData("public sealed partial record Own { public Own(int a) { } }")]
    [InlineData("public sealed partial record Own(int A) { private int A { get; init; } = A; }")]
    [InlineData("public sealed partial record Own(List<int> A) { public List<int> A { get; } = A; }")]
    [InlineData("public sealed partial record Own { private Own() { } }")]
    public void An_own_record_that_can_t_be_read_or_made_by_generated_code_is_our_error_and_none_of_the_compiler_s(string record)
    {
        GeneratedCode generated = Harness.Run(Harness.Compile($$"""
            [Entity] public partial class Thing
            {
                [Event] public partial Thing();
                [Event] {{record}}
                private partial void When(Own e) { }
            }
            """));
        Assert.Empty(generated.GetCompilerErrors());
        Assert.Equal(["ESG017"], generated.GetAnalyzerDiagnostics(new EntityDeclarationAnalyzer()).Select(static d => d.Id));
    }
}
