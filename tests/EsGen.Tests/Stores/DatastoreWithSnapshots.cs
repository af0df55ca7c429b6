namespace EsGen.Tests.Stores;

/// <summary>The events of a datastore, with snapshots that are kept elsewhere. The datastore stays the test's.</summary>
internal sealed class DatastoreWithSnapshots(IDatastore datastore, ISnapshotStore snapshots) : IDatastore
{
    public IActiveRecordStrategy ActiveRecordStrategy => datastore.ActiveRecordStrategy;

    public ISnapshotStore? SnapshotStore => snapshots;

    public void SetupConnection()
    {
    }

    public void SetupTables()
    {
    }

    public void Dispose()
    {
    }
}
