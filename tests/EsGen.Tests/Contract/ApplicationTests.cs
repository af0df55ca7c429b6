using EsGen.LiteDB;
using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Contract;

public sealed class ApplicationTests : IDisposable
{
    private readonly TestApplication _app = new();

    public void Dispose() => _app.Dispose();

    // A1
    [Fact]
    public void An_application_has_its_store_and_its_repositories()
    {
        Assert.Same(_app.Store, _app.EventStore.ActiveRecordStrategy);
        Assert.Same(_app.Repository<Example>(), _app.Repository<Example>());
        Assert.NotNull(_app.Repository<Account>());
        Assert.Throws<ArgumentNullException>(() => new EventSourcedApplication((IDatastore)null!));
        Assert.Throws<ArgumentNullException>(() => new EventSourcedApplication((IActiveRecordStrategy)null!));
    }

    // A2
    [Fact]
    public void Of_two_instances_the_second_save_is_refused_until_it_is_loaded_again_and_then_the_first_one_is()
    {
        EventSourcedRepository<Account> accounts = _app.Repository<Account>();
        Account first = new("Ada");
        accounts.Save(first);
        Account second = accounts[first.Id];

        first.Deposit(1m);
        accounts.Save(first);
        second.Deposit(2m);
        Assert.Throws<ConcurrencyException>(() => accounts.Save(second));

        second = accounts[first.Id];
        second.Deposit(2m);
        accounts.Save(second);
        first.Deposit(4m);
        Assert.Throws<ConcurrencyException>(() => accounts.Save(first));

        Assert.Equal(3m, accounts[first.Id].Balance);
    }

    // A4
    [Fact]
    public async Task Saving_nothing_stores_nothing_and_saving_null_is_refused()
    {
        EventSourcedRepository<Account> accounts = _app.Repository<Account>();
        _app.Save([]);
        await _app.SaveAsync([]);
        await _app.SaveAsync([], CancellationToken.None);
        accounts.Save([]);
        await accounts.SaveAsync([]);
        Account account = new("Ada");
        accounts.Save(account);
        accounts.Save(account);
        await accounts.SaveAsync(account);

        Assert.Equal(1, _app.Store.LastNotificationId);
        Assert.Throws<ArgumentNullException>(() => _app.Save(null!));
        Assert.Throws<ArgumentNullException>(() => _app.Save(account, null!));
        Assert.Throws<ArgumentNullException>(() => accounts.Save(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await accounts.SaveAsync((Account)null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await accounts.SaveAsync((IReadOnlyCollection<Account>)null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await _app.SaveAsync((IReadOnlyCollection<IEventSourced>)null!));
        Assert.Throws<ArgumentNullException>(() => accounts.Update(account.Id, (Action<Account>)null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await accounts.UpdateAsync(account.Id, (Action<Account>)null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await accounts.UpdateAsync(account.Id, (Func<Account, Task>)null!));
    }

    // X5
    [Fact]
    public void Of_two_applications_in_one_process_each_stores_its_own_events_once()
    {
        using TestApplication other = new();
        Example here = _app.Repository<Example>().Create(foo: "here");
        Example there = other.Repository<Example>().Create(foo: "there");

        here.Foo = "here, changed";
        there.Foo = "there, changed";

        Assert.Equal(["Example.Created", "Example.FooChanged"], _app.Store.Topics(here.Id));
        Assert.Equal(["Example.Created", "Example.FooChanged"], other.Store.Topics(there.Id));
        Assert.Equal((2, 2), (_app.Store.LastNotificationId, other.Store.LastNotificationId));
        Assert.False(_app.Repository<Example>().Contains(there.Id));
    }

    // X6
    [Fact]
    public async Task After_the_application_is_disposed_every_write_throws_and_reads_go_on()
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(":memory:");
        EventSourcedApplication app = new(datastore);
        EventSourcedRepository<Example> examples = app.Repository<Example>();
        EventSourcedRepository<Account> accounts = app.Repository<Account>();
        Example example = examples.Create(foo: "bar");
        Account account = accounts.Create("Ada");
        accounts.Save(account);
        account.Deposit(1m);
        Account other = new("Eve");

        app.Dispose();
        app.Dispose();
        await app.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => example.Foo = "baz");
        Assert.Throws<ObjectDisposedException>(() => example.Foo = "bar");
        Assert.Throws<ObjectDisposedException>(example.Discard);
        Assert.Throws<ObjectDisposedException>(() => account.Deposit(1m));
        Assert.Throws<ObjectDisposedException>(() => accounts.Save(account));
        Assert.Throws<ObjectDisposedException>(() => accounts.Save(other));
        Assert.Throws<ObjectDisposedException>(() => app.Save(account, other));
        Assert.Throws<ObjectDisposedException>(() => examples.Create());
        Assert.Throws<ObjectDisposedException>(() => accounts.Create("Ada"));
        Assert.Throws<ObjectDisposedException>(() => examples.Update(example.Id, e => e.Foo = "baz"));
        Assert.Throws<ObjectDisposedException>(() => examples.Update(example.Id, e => { }));
        Assert.Throws<ObjectDisposedException>(() => app.Repository<Machine>());
        Assert.Throws<ObjectDisposedException>(() => app.EventStore.Append<Account>(account.Id, 1, new Account.Deposited(1m)));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await app.EventStore.AppendAsync<Account>(account.Id, 1, [new Account.Deposited(1m)]));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await accounts.SaveAsync(account));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await app.SaveAsync(account));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await examples.CreateAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await examples.UpdateAsync(example.Id, e => e.Foo = "baz"));

        Assert.Equal(2, datastore.ActiveRecordStrategy.LastNotificationId);
        Assert.Equal("bar", examples[example.Id].Foo);
        Assert.True(examples.Contains(example.Id));
        Assert.Equal("Ada", (await accounts.GetAsync(account.Id)).Owner);
        Assert.Single(app.EventStore.GetEvents<Account>(account.Id));
        Assert.Equal((false, 1), (account.IsFaulted, account.PendingEvents.Count));
        other.Deposit(1m);
        Assert.Equal(2, other.PendingEvents.Count);
    }

    // X6
    [Fact]
    public void What_is_under_way_when_the_application_is_disposed_isnt_stored()
    {
        EventSourcedApplication app = null!;
        app = new EventSourcedApplication(_app.Store, new() { Metadata = () => Dispose(app) });

        Assert.Throws<ObjectDisposedException>(() => app.Save(new Account("Ada")));

        Assert.Empty(_app.Store.Appends);

        static IReadOnlyDictionary<string, string>? Dispose(EventSourcedApplication app)
        {
            app.Dispose();
            return null;
        }
    }

    [Fact]
    public async Task An_application_can_be_disposed_asynchronously()
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(":memory:");
        EventSourcedApplication app = new(datastore);
        Example example = app.Repository<Example>().Create();

        await app.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => example.Foo = "baz");
    }

    [Fact]
    public async Task A_derived_application_is_disposed_asynchronously_first_and_then_without_blocking()
    {
        List<string> steps = [];

        await new Derived(_app.Store, steps).DisposeAsync();
        new Derived(_app.Store, steps).Dispose();

        Assert.Equal(["async", "disposing: False", "disposing: True"], steps);
    }

    [Fact]
    public void Two_classes_that_claim_one_topic_are_refused_whichever_comes_first()
    {
        FirstTwin first = _app.Repository<FirstTwin>().Create("Ada");

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => _app.Repository<SecondTwin>());
        Assert.Throws<InvalidOperationException>(() => _app.Repository<SecondTwin>());

        Assert.Contains(typeof(FirstTwin).FullName!, exception.Message, StringComparison.Ordinal);
        Assert.Contains(typeof(SecondTwin).FullName!, exception.Message, StringComparison.Ordinal);
        Assert.Contains("'Twin'", exception.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => _app.EventStore.Append<SecondTwin>(Guid.CreateVersion7(), 0, new SecondTwin.Created("Eve")));
        Assert.Throws<InvalidOperationException>(() => _app.Save(new SecondTwin("Eve")));
        Assert.Equal("Ada", _app.Repository<FirstTwin>()[first.Id].Name);
    }

    [Fact]
    public void History_survives_the_process()
    {
        using TemporaryFolder folder = new();
        ManualTime time = new();
        Guid id;
        using (LiteDbDatastore datastore = LiteDbDatastore.Open(folder.File("example.db")))
        using (EventSourcedApplication app = new(datastore, new() { TimeProvider = time }))
        {
            Example example = app.Repository<Example>().Create(foo: "bar");
            example.BeatHeart(3);
            id = example.Id;
        }

        using (LiteDbDatastore datastore = LiteDbDatastore.Open(folder.File("example.db")))
        using (EventSourcedApplication app = new(datastore))
        {
            Example example = app.Repository<Example>()[id];
            example.Foo = "baz";

            Assert.Equal((time.Now, 3, 5), (example.CreatedOn, example.HeartbeatCount, example.Version));
            Assert.Equal("baz", app.Repository<Example>()[id].Foo);
        }
    }

    [Fact]
    public void Options_below_one_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new EventSourcedApplicationOptions { MaxUpdateAttempts = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EventSourcedApplicationOptions { PageSize = 0 });
        Assert.Equal((20, 500), (new EventSourcedApplicationOptions().MaxUpdateAttempts, new EventSourcedApplicationOptions().PageSize));
    }

    private sealed class Derived(IActiveRecordStrategy strategy, List<string> steps) : EventSourcedApplication(strategy)
    {
        protected override ValueTask DisposeAsyncCore()
        {
            steps.Add("async");
            return base.DisposeAsyncCore();
        }

        protected override void Dispose(bool disposing)
        {
            steps.Add($"disposing: {disposing}");
            base.Dispose(disposing);
        }
    }
}
