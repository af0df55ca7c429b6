using EsGen.LiteDB;

namespace EsGen.Tests.Stores;

/// <summary>An application over a database in memory that it owns and that can be watched.</summary>
internal sealed class TestApplication : EventSourcedApplication
{
    private readonly LiteDbDatastore _datastore;

    public TestApplication(EventSourcedApplicationOptions? options = null)
        : this(LiteDbDatastore.Open(":memory:"), options)
    {
    }

    private TestApplication(LiteDbDatastore datastore, EventSourcedApplicationOptions? options)
        : this(datastore, new WatchedStrategy(datastore.ActiveRecordStrategy), options)
    {
    }

    private TestApplication(LiteDbDatastore datastore, WatchedStrategy store, EventSourcedApplicationOptions? options)
        : base(store, options)
    {
        _datastore = datastore;
        Store = store;
    }

    public WatchedStrategy Store { get; }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _datastore.Dispose();
    }
}
