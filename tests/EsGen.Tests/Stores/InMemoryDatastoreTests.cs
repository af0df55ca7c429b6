using EsGen.Testing.Stores;
using Xunit;

namespace EsGen.Tests.Stores;

public sealed class InMemoryDatastoreTests : ActiveRecordStrategyContract
{
    protected override IDatastore CreateDatastore() => new InMemoryDatastore();

    [Fact] // On a variable of the class, as one has LiteDbDatastore.
    public async Task It_is_set_up_and_closed_as_a_store_that_takes_its_time()
    {
        CancellationToken cancelled = new(canceled: true);
        await using InMemoryDatastore store = new();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.SetupTablesAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.SetupConnectionAsync(cancelled));
        await store.SetupConnectionAsync();
        await store.SetupTablesAsync();
        Assert.Equal(0, store.ActiveRecordStrategy.LastNotificationId);
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.SetupConnectionAsync());

        await using InMemoryDatastore opened = await InMemoryDatastore.OpenAsync();
        Assert.Equal(0, opened.ActiveRecordStrategy.LastNotificationId);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => InMemoryDatastore.OpenAsync(cancelled));
    }
}
