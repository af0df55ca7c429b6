using System.Collections.Concurrent;

namespace EsGen.Tests.Stores;

/// <summary>Passes everything on, notes the appends, and lets a test step in before and after storing and while reading.</summary>
internal sealed class WatchedStrategy(IActiveRecordStrategy strategy) : IActiveRecordStrategy
{
    private readonly ConcurrentQueue<IReadOnlyList<SequencedItem>> _appends = new();

    /// <summary>Every batch that was to be appended, whatever became of it.</summary>
    public IReadOnlyCollection<IReadOnlyList<SequencedItem>> Appends => _appends;

    /// <summary>Runs before the items are stored; what it throws keeps them from it.</summary>
    public Action? BeforeAppend { get; set; }

    /// <summary>Runs after the items were stored; what it throws hides that.</summary>
    public Action? AfterAppend { get; set; }

    /// <summary>Replaces what is read.</summary>
    public Func<SequencedItem, SequencedItem>? OnRead { get; set; }

    /// <summary>How many notifications it gives at once, however many it is asked for.</summary>
    public int MaxNotifications { get; set; } = int.MaxValue;

    public long LastNotificationId => strategy.LastNotificationId;

    public IReadOnlyList<string> Topics(Guid sequenceId) => [.. strategy.GetItems(sequenceId).Select(item => item.Topic)];

    public long Append(IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null)
    {
        _appends.Enqueue([.. items]);
        BeforeAppend?.Invoke();
        long last = strategy.Append(items, tracking);
        AfterAppend?.Invoke();
        return last;
    }

    public async ValueTask<long> AppendAsync(
        IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null, CancellationToken cancellationToken = default)
    {
        _appends.Enqueue([.. items]);
        BeforeAppend?.Invoke();
        long last = await strategy.AppendAsync(items, tracking, cancellationToken);
        AfterAppend?.Invoke();
        return last;
    }

    public long? GetTracking(string name) => strategy.GetTracking(name);

    public SequencedItem? GetItem(Guid sequenceId, long position) => strategy.GetItem(sequenceId, position) is { } item ? Read(item) : null;

    public IReadOnlyList<SequencedItem> GetItems(Guid sequenceId, ItemQuery query = default) =>
        [.. strategy.GetItems(sequenceId, query).Select(Read)];

    public async ValueTask<IReadOnlyList<SequencedItem>> GetItemsAsync(
        Guid sequenceId, ItemQuery query = default, CancellationToken cancellationToken = default) =>
        [.. (await strategy.GetItemsAsync(sequenceId, query, cancellationToken)).Select(Read)];

    public ValueTask WaitForNotificationAsync(long after, CancellationToken cancellationToken = default) =>
        strategy.WaitForNotificationAsync(after, cancellationToken);

    public IReadOnlyList<Notification> GetNotifications(long after, int limit) => strategy.GetNotifications(after, Math.Min(limit, MaxNotifications));

    private SequencedItem Read(SequencedItem item) => OnRead?.Invoke(item) ?? item;
}
