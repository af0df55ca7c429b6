using EsGen.Conformance;

namespace EsGen.Tests.Stores;

public sealed class InMemoryDatastoreTests : ActiveRecordStrategyContract
{
    protected override IDatastore CreateDatastore() => new InMemoryDatastore();
}
