using System.Collections.Concurrent;
using EsGen.LiteDB;

namespace EsGen.Hosting.Tests;

/// <summary>A datastore in memory that notes what happens to it in a list, and does with calls what a test says.</summary>
internal sealed class WatchedDatastore(ConcurrentQueue<string> events, string name = "store") : IDatastore, IActiveRecordStrategy
{
    private readonly LiteDbDatastore _store = Note(events, name);

    /// <summary>Whether a health check asks: the runner asks, too, when it likes.</summary>
    public static readonly AsyncLocal<bool> IsCheck = new();

    /// <summary>Comes before each question of a health check for the last notification.</summary>
    public Func<Task> BeforeLast { get; set; } = static () => Task.CompletedTask;

    /// <summary>How many notifications there are beside those that there are.</summary>
    public long Ahead { get; set; }

    public IActiveRecordStrategy ActiveRecordStrategy => this;

    public IReadModelStore? ReadModelStore => _store.ReadModelStore;

    public long LastNotificationId => _store.ActiveRecordStrategy.LastNotificationId + Ahead;

    public void SetupConnection() => events.Enqueue($"{name} connected");

    public void SetupTables() => events.Enqueue($"{name} set up");

    public void Dispose()
    {
        events.Enqueue($"{name} disposed");
        _store.Dispose();
    }

    public long Append(IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null) => _store.ActiveRecordStrategy.Append(items, tracking);

    public ValueTask<long> AppendAsync(
        IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null, CancellationToken cancellationToken = default) =>
        _store.ActiveRecordStrategy.AppendAsync(items, tracking, cancellationToken);

    public long? GetTracking(string name) => _store.ActiveRecordStrategy.GetTracking(name);

    public IReadOnlyList<SequencedItem> GetItems(Guid sequenceId, ItemQuery query = default) => _store.ActiveRecordStrategy.GetItems(sequenceId, query);

    public ValueTask<IReadOnlyList<SequencedItem>> GetItemsAsync(
        Guid sequenceId, ItemQuery query = default, CancellationToken cancellationToken = default) =>
        _store.ActiveRecordStrategy.GetItemsAsync(sequenceId, query, cancellationToken);

    public IReadOnlyList<Notification> GetNotifications(long after, int limit) => _store.ActiveRecordStrategy.GetNotifications(after, limit);

    public ValueTask WaitForNotificationAsync(long after, CancellationToken cancellationToken = default) =>
        _store.ActiveRecordStrategy.WaitForNotificationAsync(after, cancellationToken);

    public async ValueTask<long> GetLastNotificationIdAsync(CancellationToken cancellationToken = default)
    {
        if (IsCheck.Value)
        {
            await BeforeLast();
        }

        return LastNotificationId;
    }

    private static LiteDbDatastore Note(ConcurrentQueue<string> events, string name)
    {
        events.Enqueue($"{name} opened");
        return LiteDbDatastore.Open(":memory:");
    }
}
