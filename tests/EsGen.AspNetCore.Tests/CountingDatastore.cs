namespace EsGen.AspNetCore.Tests;

/// <summary>A store that counts what is read of it.</summary>
internal sealed class CountingDatastore : IDatastore
{
    private readonly InMemoryDatastore _datastore = InMemoryDatastore.Open();
    private Counting? _counting;

    public IActiveRecordStrategy ActiveRecordStrategy => _counting ??= new Counting(_datastore.ActiveRecordStrategy);

    public ISnapshotStore? SnapshotStore => _datastore.SnapshotStore;

    public IReadModelStore? ReadModelStore => _datastore.ReadModelStore;

    /// <summary>How many items and notifications were read since it was last asked.</summary>
    public int TakeCount() => Interlocked.Exchange(ref _counting!.Count, 0);

    public void SetupConnection()
    {
    }

    public void SetupTables()
    {
    }

    public void Dispose() => _datastore.Dispose();

    public ValueTask DisposeAsync() => _datastore.DisposeAsync();

    private sealed class Counting(IActiveRecordStrategy strategy) : IActiveRecordStrategy
    {
        internal int Count;

        public long LastNotificationId => strategy.LastNotificationId;

        public long Append(IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null) => strategy.Append(items, tracking);

        public ValueTask<long> AppendAsync(
            IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null, CancellationToken cancellationToken = default) =>
            strategy.AppendAsync(items, tracking, cancellationToken);

        public long? GetTracking(string name) => strategy.GetTracking(name);

        public IReadOnlyList<SequencedItem> GetItems(Guid sequenceId, ItemQuery query = default) => Note(strategy.GetItems(sequenceId, query));

        public async ValueTask<IReadOnlyList<SequencedItem>> GetItemsAsync(
            Guid sequenceId, ItemQuery query = default, CancellationToken cancellationToken = default) =>
            Note(await strategy.GetItemsAsync(sequenceId, query, cancellationToken));

        public IReadOnlyList<Notification> GetNotifications(long after, int limit) => Note(strategy.GetNotifications(after, limit));

        public ValueTask WaitForNotificationAsync(long after, CancellationToken cancellationToken = default) =>
            strategy.WaitForNotificationAsync(after, cancellationToken);

        private IReadOnlyList<T> Note<T>(IReadOnlyList<T> read)
        {
            Interlocked.Add(ref Count, read.Count);
            return read;
        }
    }
}
