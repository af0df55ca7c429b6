using EsGen;
using EsGen.Testing.Stores;

namespace StoreAuthor;

/// <summary>All that the author of a store writes: how one is opened.</summary>
public sealed class WholeStoreTests : ActiveRecordStrategyContract
{
    protected override IDatastore CreateDatastore() => new InMemoryDatastore();
}

public sealed class WholeReadModelStoreTests : ReadModelStoreContract
{
    protected override IReadModelStore CreateStore() => new InMemoryReadModelStore();
}

/// <summary>A store that has one fault: it forgets trackings.</summary>
public sealed class ForgetfulStoreTests : ActiveRecordStrategyContract
{
    protected override IDatastore CreateDatastore() => new ForgetfulDatastore();
}

public sealed class ForgetfulDatastore : IDatastore
{
    private readonly InMemoryDatastore _datastore = new();

    public IActiveRecordStrategy ActiveRecordStrategy => new ForgetfulStrategy(_datastore.ActiveRecordStrategy);

    public void SetupConnection() => _datastore.SetupConnection();

    public void SetupTables() => _datastore.SetupTables();

    public void Dispose() => _datastore.Dispose();
}

public sealed class ForgetfulStrategy(IActiveRecordStrategy strategy) : IActiveRecordStrategy
{
    public long LastNotificationId => strategy.LastNotificationId;

    public long Append(IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null) => strategy.Append(items, tracking);

    public ValueTask<long> AppendAsync(
        IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null, CancellationToken cancellationToken = default) =>
        strategy.AppendAsync(items, tracking, cancellationToken);

    public long? GetTracking(string name) => null;

    public IReadOnlyList<SequencedItem> GetItems(Guid sequenceId, ItemQuery query = default) => strategy.GetItems(sequenceId, query);

    public ValueTask<IReadOnlyList<SequencedItem>> GetItemsAsync(
        Guid sequenceId, ItemQuery query = default, CancellationToken cancellationToken = default) =>
        strategy.GetItemsAsync(sequenceId, query, cancellationToken);

    public IReadOnlyList<Notification> GetNotifications(long after, int limit) => strategy.GetNotifications(after, limit);
}
