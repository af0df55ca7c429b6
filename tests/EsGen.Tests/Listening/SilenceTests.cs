using EsGen.Tests.Domain;
using Xunit;

namespace EsGen.Tests.Listening;

/// <summary>Where nobody listens, nothing is allocated for it.</summary>
[Collection(ListenerTests.Name)]
public sealed class SilenceTests
{
    private readonly ForgetfulStrategy _strategy = new();

    [Fact]
    public void An_append_allocates_what_the_store_does()
    {
        using EventSourcedApplication application = new(_strategy);
        SequencedItem[] items = [new(Guid.NewGuid(), 0, "Account.Opened", "{}"u8.ToArray())];
        long bare = Measure(() => _strategy.Append(items));
        Assert.Equal(bare, Measure(() => application.EventStore.Append(items)));
        long bareTask = Measure(() => _strategy.AppendAsync(items).AsTask());
        Assert.Equal(bareTask, Measure(() => application.EventStore.AppendAsync(items, CancellationToken.None).AsTask()));
        using (new Listener())
        {
            Assert.True(Measure(() => application.EventStore.Append(items)) > bare);
        }

        Assert.Equal(bare, Measure(() => application.EventStore.Append(items)));
    }

    [Fact]
    public void A_load_allocates_as_much_as_before_there_was_a_listener()
    {
        using EventSourcedApplication application = new(_strategy);
        EventSourcedRepository<Account> accounts = application.Repository<Account>();
        Account account = new("Ada");
        application.Save(account);
        _strategy.Kept = [new(account.Id, 0, "Account.Opened", "{\"owner\":\"Ada\"}"u8.ToArray())];
        long bare = Measure(() => accounts.Get(account.Id));
        using (new Listener())
        {
            Assert.True(Measure(() => accounts.Get(account.Id)) > bare);
        }

        Assert.Equal(bare, Measure(() => accounts.Get(account.Id)));
    }

    private static long Measure<T>(Func<T> action)
    {
        for (int round = 0; round < 100; round++)
        {
            action();
        }

        // A collection that another test causes is counted to whoever runs; not every time.
        return Enumerable.Range(0, 10).Min(_ =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int round = 0; round < 100; round++)
            {
                action();
            }

            return (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
        });
    }

    /// <summary>Stores nothing, and gives always the same.</summary>
    private sealed class ForgetfulStrategy : IActiveRecordStrategy
    {
        public IReadOnlyList<SequencedItem> Kept { get; set; } = [];

        public long LastNotificationId => 1;

        public long Append(IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null) => 1;

        public ValueTask<long> AppendAsync(
            IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null, CancellationToken cancellationToken = default) => new(1);

        public long? GetTracking(string name) => null;

        public IReadOnlyList<SequencedItem> GetItems(Guid sequenceId, ItemQuery query = default) => Kept;

        public ValueTask<IReadOnlyList<SequencedItem>> GetItemsAsync(
            Guid sequenceId, ItemQuery query = default, CancellationToken cancellationToken = default) => new(Kept);

        public IReadOnlyList<Notification> GetNotifications(long after, int limit) => [];
    }
}
