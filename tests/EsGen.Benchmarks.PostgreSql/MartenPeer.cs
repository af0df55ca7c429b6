using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace EsGen.Benchmarks.PostgreSql;

/// <summary>Marten, with what it recommends for speed: lightweight sessions, the quick way to append, System.Text.Json.</summary>
internal sealed class MartenPeer : IPeer
{
    private readonly DocumentStore _store;
    private readonly Counting _counting = new();

    public MartenPeer(string connectionString) => _store = DocumentStore.For(options =>
    {
        options.Connection(connectionString);
        options.DatabaseSchemaName = "marten_peer";
        options.UseSystemTextJsonForSerialization();
        options.Events.AppendMode = EventAppendMode.Quick;
        options.Projections.LiveStreamAggregation<MartenWallet>();
        options.Events.Subscribe(_counting, static subscription => subscription.Name = Counting.SubscriptionName);
        options.DisableNpgsqlLogging = true;
    });

    public string Name => "Marten";

    public async Task<Guid> CreateAsync(int events)
    {
        Guid id = Guid.CreateVersion7();
        await using IDocumentSession session = _store.LightweightSession();
        session.Events.StartStream<MartenWallet>(id, [new MartenWallet.Opened(0), .. Payments(events - 1)]);
        await session.SaveChangesAsync();
        return id;
    }

    public async Task AppendAsync(Guid id, int events)
    {
        await using IDocumentSession session = _store.LightweightSession();
        session.Events.Append(id, Payments(events));
        await session.SaveChangesAsync();
    }

    public async Task<int> LoadAsync(Guid id)
    {
        await using IQuerySession session = _store.QuerySession();
        return (await session.Events.AggregateStreamAsync<MartenWallet>(id))!.Payments;
    }

    public async Task PayAsync(Guid id)
    {
        await using IDocumentSession session = _store.LightweightSession();
        IEventStream<MartenWallet> stream = await session.Events.FetchForWriting<MartenWallet>(id);
        stream.AppendMany(Payments(1));
        await session.SaveChangesAsync();
    }

    public async Task<long> CatchUpAsync()
    {
        long last = (await _store.Advanced.FetchEventStoreStatistics()).EventSequenceNumber;
        using IProjectionDaemon daemon = await _store.BuildProjectionDaemonAsync();
        Task<long> counted = _counting.CountAsync(last);
        await daemon.RewindSubscriptionAsync(Counting.SubscriptionName, CancellationToken.None, sequenceFloor: 0);
        await daemon.StartAllAsync();
        long count = await counted;
        await daemon.StopAllAsync();
        return count;
    }

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    private static object[] Payments(int count) =>
    [
        .. Enumerable.Range(0, count).Select(static i => new MartenWallet.Paid(
            Guid.CreateVersion7(), Payment.Reference, Payment.Amount(i), i, Payment.Due(i))),
    ];

    private sealed class Counting : SubscriptionBase
    {
        public const string SubscriptionName = "counting";

        private TaskCompletionSource<long> _done = new();
        private long _goal = long.MaxValue;
        private long _count;

        public Task<long> CountAsync(long goal)
        {
            (_goal, _count, _done) = (goal, 0, new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
            return _done.Task;
        }

        public override Task<IChangeListener> ProcessEventsAsync(
            EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
        {
            _count += page.Events.Count(static e => e.Data is MartenWallet.Opened or MartenWallet.Paid);
            if (page.SequenceCeiling >= _goal)
            {
                _done.TrySetResult(_count);
            }

            return Task.FromResult(NullChangeListener.Instance);
        }
    }
}
