using EsGen.Testing.Stores;

namespace EsGen.LiteDB.Tests;

public sealed class InMemoryReadModelStoreTests : ReadModelStoreContract
{
    protected override IReadModelStore CreateStore() => new InMemoryReadModelStore();
}
