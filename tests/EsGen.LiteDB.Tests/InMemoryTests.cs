using EsGen.Conformance;

namespace EsGen.LiteDB.Tests;

public sealed class InMemoryTests : ActiveRecordStrategyContract
{
    protected override IDatastore CreateDatastore() => new LiteDbDatastore(new LiteDbSettings { Path = ":memory:" });
}
