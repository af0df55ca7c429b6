using Xunit;

namespace EsGen.Testing.Stores;

public abstract partial class ActiveRecordStrategyContract
{
    [Fact] // D1
    public void Setting_up_twice_is_harmless()
    {
        using var datastore = SetUp(CreateDatastore());
        var strategy = datastore.ActiveRecordStrategy;
        strategy.Append(Item(Sequence, 0));

        SetUp(datastore);
        strategy.Append(Item(Sequence, 1));

        Assert.Equal(2, datastore.ActiveRecordStrategy.LastNotificationId);
        Assert.Equal(Items(Sequence, 2), datastore.ActiveRecordStrategy.GetItems(Sequence));
    }

    [Fact]
    public void Tables_need_a_connection()
    {
        using var datastore = CreateDatastore();

        var exception = Assert.Throws<InvalidOperationException>(datastore.SetupTables);
        Assert.Contains(nameof(IDatastore.SetupConnection), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_strategy_needs_both_set_ups()
    {
        using var datastore = CreateDatastore();
        Assert.Throws<InvalidOperationException>(() => datastore.ActiveRecordStrategy);

        datastore.SetupConnection();
        var exception = Assert.Throws<InvalidOperationException>(() => datastore.ActiveRecordStrategy);
        Assert.Contains(nameof(IDatastore.SetupTables), exception.Message, StringComparison.Ordinal);

        datastore.SetupTables();
        Assert.Empty(datastore.ActiveRecordStrategy.GetItems(Sequence));
    }

    [Fact] // D4
    public async Task After_closing_everything_throws()
    {
        var datastore = SetUp(CreateDatastore());
        var strategy = datastore.ActiveRecordStrategy;
        strategy.Append(Item(Sequence, 0));
        datastore.Dispose();

        Assert.Throws<ObjectDisposedException>(() => datastore.ActiveRecordStrategy);
        Assert.Throws<ObjectDisposedException>(datastore.SetupConnection);
        Assert.Throws<ObjectDisposedException>(datastore.SetupTables);
        Assert.Throws<ObjectDisposedException>(() => strategy.LastNotificationId);
        Assert.Throws<ObjectDisposedException>(() => strategy.Append(Item(Sequence, 1)));
        Assert.Throws<ObjectDisposedException>(() => strategy.Append([]));
        Assert.Throws<ObjectDisposedException>(() => strategy.GetItem(Sequence, 0));
        Assert.Throws<ObjectDisposedException>(() => strategy.GetItems(Sequence));
        Assert.Throws<ObjectDisposedException>(() => strategy.GetNotifications(0, 1));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await strategy.AppendAsync([Item(Sequence, 1)]));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await strategy.GetItemsAsync(Sequence));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await strategy.GetItemAsync(Sequence, 0));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await strategy.GetNotificationsAsync(0, 1));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await strategy.GetLastNotificationIdAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await strategy.WaitForNotificationAsync(0));
        Assert.Throws<ObjectDisposedException>(() => strategy.GetTracking(Follower));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await strategy.GetTrackingAsync(Follower));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await datastore.SetupConnectionAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await datastore.SetupTablesAsync());
    }

    [Fact]
    public async Task Setting_up_and_closing_need_not_block()
    {
        await using var datastore = CreateDatastore();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await datastore.SetupTablesAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await datastore.SetupConnectionAsync(new CancellationToken(canceled: true)));

        await datastore.SetupConnectionAsync();
        await datastore.SetupTablesAsync();
        await datastore.SetupTablesAsync();
        await datastore.ActiveRecordStrategy.AppendAsync([Item(Sequence, 0)]);
        Assert.Equal(Item(Sequence, 0), await datastore.ActiveRecordStrategy.GetItemAsync(Sequence, 0));
        Assert.Null(await datastore.ActiveRecordStrategy.GetItemAsync(Sequence, 1));

        await datastore.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => datastore.ActiveRecordStrategy);
    }

    [Fact]
    public void Closing_twice_or_unopened_is_harmless()
    {
        var datastore = SetUp(CreateDatastore());
        datastore.Dispose();
        datastore.Dispose();
        CreateDatastore().Dispose();
    }

    [Fact]
    public async Task Closing_under_load_stores_each_append_or_refuses_it()
    {
        var datastore = SetUp(CreateDatastore());
        var strategy = datastore.ActiveRecordStrategy;
        var blocking = Enumerable.Range(0, 4).Select(_ => OnOwnThread(() =>
        {
            for (var item = Item(Guid.NewGuid(), 0); ; item = Item(item.SequenceId, item.Position + 1))
            {
                strategy.Append(item);
                Assert.Equal(item, strategy.GetItem(item.SequenceId, item.Position));
            }
        }));
        var awaiting = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var item = Item(Guid.NewGuid(), 0); ; item = Item(item.SequenceId, item.Position + 1))
            {
                await strategy.AppendAsync([item]);
                Assert.Equal([item], await strategy.GetItemsAsync(item.SequenceId, gte: item.Position));
            }
        }));
        var writers = blocking.Concat(awaiting).ToList();

        await Task.Delay(100);
        datastore.Dispose();

        foreach (var writer in writers)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => writer.WaitAsync(TimeSpan.FromSeconds(30)));
        }
    }
}
