using EsGen.Testing.Stores;

namespace EsGen.Tests.Stores;

/// <summary>Snapshots of a datastore in memory.</summary>
public sealed class InMemorySnapshotStoreTests : SnapshotStoreContract
{
    protected override IDatastore CreateDatastore() => new InMemoryDatastore();
}
