using System.Diagnostics;
using EsGen.LiteDB;
using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Listening;

/// <summary>Spans of appends, loads and updates, and what events keep of them.</summary>
[Collection(ListenerTests.Name)]
public sealed class SpanTests : IDisposable
{
    private readonly Listener _listener = new();
    private readonly TestApplication _app = new();

    private EventSourcedRepository<Account> Accounts => _app.Repository<Account>();

    public void Dispose()
    {
        _app.Dispose();
        _listener.Dispose();
    }

    private IReadOnlyDictionary<string, string> Metadata(Guid id, long position = 0) => new EventContext(_app.Store.GetItem(id, position)!.Value).Metadata;

    private static Dictionary<string, object?> Tags(Activity span) => span.TagObjects.ToDictionary(static tag => tag.Key, static tag => tag.Value);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_append_is_a_span_of_the_request_s_trace_and_the_event_names_it(bool isAsynchronous)
    {
        Account account = new("Ada");
        account.Deposit(100m);
        ActivityContext request;
        using (Activity span = _listener.Source.StartActivity("request")!)
        {
            request = span.Context;
            if (isAsynchronous)
            {
                await Accounts.SaveAsync(account);
            }
            else
            {
                Accounts.Save(account);
            }

            Assert.Same(span, Activity.Current);
        }

        Activity append = _listener.Single("append Account");
        Assert.Equal((ActivityKind.Client, request.TraceId, request.SpanId), (append.Kind, append.TraceId, append.ParentSpanId));
        Assert.Equal(ActivityStatusCode.Unset, append.Status);
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["db.system.name"] = "esgen",
                ["db.operation.name"] = "append",
                ["db.operation.batch.size"] = 2,
                ["esgen.entity"] = "Account",
                ["esgen.sequence.id"] = account.Id.ToString(),
                ["esgen.position"] = 0L,
                ["esgen.notification.id"] = 2L,
            },
            Tags(append));
        foreach (long position in (long[])[0, 1])
        {
            Assert.Equal(
                new Dictionary<string, string>
                {
                    ["traceparent"] = append.Id!,
                    ["correlation"] = request.TraceId.ToHexString(),
                    ["causation"] = request.SpanId.ToHexString(),
                },
                Metadata(account.Id, position));
        }

        Assert.Equal(100m, Accounts[account.Id].Balance);
        account.Deposit(1m);
        Accounts.Save(account);
        Assert.DoesNotContain("causation", Metadata(account.Id, 2));
    }

    [Fact]
    public void Each_event_of_an_entity_is_an_append_and_one_event_is_no_batch()
    {
        Example example = _app.Repository<Example>().Create(foo: "bar");
        example.Foo = "baz";
        Assert.Equal(2, _listener.Named("append Example").Count);
        Assert.All(_listener.Named("append Example"), static span => Assert.DoesNotContain("db.operation.batch.size", Tags(span)));
        Assert.Equal(_listener.Named("append Example")[1].Id, Metadata(example.Id, 1)["traceparent"]);
        Assert.Equal("baz", _app.Repository<Example>()[example.Id].Foo);
    }

    [Fact]
    public void An_append_of_several_kinds_has_no_one_s_name_and_no_one_s_id()
    {
        _app.Save(new Account("Ada"), new Machine(Guid.CreateVersion7(), "drill"));
        Dictionary<string, object?> tags = Tags(_listener.Single("append"));
        Assert.Equal(2, tags["db.operation.batch.size"]);
        Assert.DoesNotContain("esgen.entity", tags);
        Assert.DoesNotContain("esgen.sequence.id", tags);
    }

    [Fact]
    public async Task A_load_is_a_span_that_says_how_much_was_replayed_and_nothing_that_isn_t_there_is_an_error()
    {
        Account account = new("Ada");
        account.Deposit(100m);
        Accounts.Save(account);
        Accounts.Get(account.Id);
        await Accounts.GetAsync(account.Id);
        Assert.Throws<EntityNotFoundException>(() => Accounts.Get(Guid.NewGuid()));
        IReadOnlyList<Activity> loads = _listener.Named("load Account");
        Assert.Equal(3, loads.Count);
        Assert.All(loads, static load => Assert.Equal((ActivityKind.Client, ActivityStatusCode.Unset), (load.Kind, load.Status)));
        Assert.Equal([2L, 2L, 0L], loads.Select(static load => load.GetTagItem("esgen.load.events")));
        Assert.Equal(account.Id.ToString(), loads[0].GetTagItem("esgen.sequence.id"));
        Assert.Equal("load", loads[0].GetTagItem("db.operation.name"));
    }

    [Fact]
    public async Task An_update_says_how_often_it_was_tried_and_has_its_loads_and_appends_in_it()
    {
        Account account = new("Ada");
        Accounts.Save(account);
        _listener.Clear();
        int attempts = 0;
        await Accounts.UpdateAsync(account.Id, mine =>
        {
            if (++attempts == 1)
            {
                Account other = Accounts[account.Id];
                other.Deposit(1m);
                Accounts.Save(other);
            }

            mine.Deposit(10m);
        });
        Activity update = _listener.Single("update Account");
        Assert.Equal((ActivityKind.Internal, ActivityStatusCode.Unset), (update.Kind, update.Status));
        Assert.Equal(2, update.GetTagItem("esgen.update.attempts"));
        Assert.All(_listener.Spans.Except([update]), span => Assert.Equal(update.SpanId, span.ParentSpanId));
        Activity refused = Assert.Single(_listener.Named("append Account"), static append => append.Status == ActivityStatusCode.Error);
        Assert.Equal("EsGen.ConcurrencyException", refused.GetTagItem("error.type"));

        _app.Update(update => update.Get<Account>(account.Id).Deposit(1m));
        Assert.Single(_listener.Named("update"));
    }

    [Fact]
    public void What_fails_says_with_what_and_nowhere_what_an_event_says()
    {
        Account account = new("payload-of-the-event");
        Accounts.Save(account);
        Assert.Throws<InvalidOperationException>(
            () => Accounts.Update(account.Id, static _ => throw new InvalidOperationException("payload-of-the-event")));
        Activity update = _listener.Single("update Account");
        Assert.Equal((ActivityStatusCode.Error, "System.InvalidOperationException"), (update.Status, update.GetTagItem("error.type")));
        _app.Store.OnRead = static item => item with { Data = "{"u8.ToArray() };
        Assert.Throws<MalformedEventException>(() => Accounts.Get(account.Id));
        Activity load = _listener.Named("load Account")[^1];
        Assert.Equal((ActivityStatusCode.Error, "EsGen.MalformedEventException"), (load.Status, load.GetTagItem("error.type")));
        Assert.All(_listener.Spans, static span =>
        {
            Assert.Empty(span.Events);
            Assert.Null(span.StatusDescription);
            Assert.DoesNotContain(span.TagObjects, static tag => $"{tag.Value}".Contains("payload", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void What_the_application_gives_stays_and_the_option_turns_it_off()
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(":memory:");
        using EventSourcedApplication own = new(
            datastore,
            new() { Name = "clinic", Metadata = static () => new Dictionary<string, string> { ["traceparent"] = "mine", ["correlation"] = "42", ["causation"] = "7" } });
        Account account = own.Repository<Account>().Create("Ada");
        own.Save(account);
        Assert.Equal(
            [new("causation", "7"), new("correlation", "42"), new("traceparent", "mine")],
            own.EventStore.GetEventRecords<Account.Event>(account.Id)[0].Context.Metadata.OrderBy(static pair => pair.Key, StringComparer.Ordinal));
        Activity append = _listener.Single("append Account");
        Assert.Equal(("litedb", "clinic"), (append.GetTagItem("db.system.name"), append.GetTagItem("db.namespace")));

        using EventSourcedApplication silent = new(datastore, new() { TraceMetadata = false });
        Account second = new("Bob");
        using (_listener.Source.StartActivity("request"))
        {
            silent.Save(second);
        }

        Assert.Equal(0, datastore.ActiveRecordStrategy.GetItem(second.Id, 0)!.Value.Metadata.Length);
        Assert.Equal(2, _listener.Named("append Account").Count);
    }

    [Fact]
    public void A_trace_never_makes_an_event_too_large_to_be_stored()
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(":memory:");
        using EventSourcedApplication application = new(
            datastore, new() { MaxMetadataSize = 20, Metadata = static () => new Dictionary<string, string> { ["user"] = "Ada" } });
        Account account = new("Ada");
        application.Save(account);
        Assert.Equal("{\"user\":\"Ada\"}", System.Text.Encoding.UTF8.GetString(datastore.ActiveRecordStrategy.GetItem(account.Id, 0)!.Value.Metadata.Span));
    }

    [Fact]
    public void A_span_of_another_format_is_no_trace()
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(":memory:");
        using EventSourcedApplication application = new(datastore);
        Account account = new("Ada");
        _listener.Dispose();
        using (new Activity("old").SetIdFormat(ActivityIdFormat.Hierarchical).Start())
        {
            application.Save(account);
        }

        Assert.Equal(0, datastore.ActiveRecordStrategy.GetItem(account.Id, 0)!.Value.Metadata.Length);
    }

    [Fact]
    public void The_request_s_span_is_kept_where_nobody_listens_to_EsGen()
    {
        _listener.Dispose();
        using Listener requests = new(spans: false, meter: false);
        Account account = new("Ada");
        using (Activity request = requests.Source.StartActivity("request")!)
        {
            Accounts.Save(account);
            Assert.Equal(request.Id, Metadata(account.Id)["traceparent"]);
        }

        Account later = new("Bob");
        Accounts.Save(later);
        Assert.Empty(Metadata(later.Id));
    }

    [Fact]
    public void Providers_add_up_and_the_later_one_counts()
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(":memory:");
        EventSourcedApplicationOptions options = new()
        {
            TraceMetadata = false,
            Metadata = static () => new Dictionary<string, string> { ["a"] = "1", ["b"] = "1" },
            MetadataProviders = { new Provider(new() { ["b"] = "2", ["c"] = "2" }), new Provider(null), new Provider(new() { ["c"] = "3" }) },
        };
        using EventSourcedApplication application = new(datastore, options);
        options.MetadataProviders.Clear();
        Account account = application.Repository<Account>().Create("Ada");
        application.Save(account);
        Assert.Equal(
            "{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}",
            System.Text.Encoding.UTF8.GetString(datastore.ActiveRecordStrategy.GetItem(account.Id, 0)!.Value.Metadata.Span));

        using EventSourcedApplication refusing = new(
            datastore,
            new() { Metadata = static () => new Dictionary<string, string> { ["a"] = "1" }, MetadataProviders = { new Provider(new() { ["b"] = null! }) } });
        Assert.Throws<ArgumentException>(() => refusing.Repository<Account>().Create("Eve"));
    }

    private sealed class Provider(Dictionary<string, string>? metadata) : IEventMetadataProvider
    {
        public IReadOnlyDictionary<string, string>? GetMetadata() => metadata;
    }
}
