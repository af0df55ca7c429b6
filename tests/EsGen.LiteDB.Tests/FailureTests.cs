using LiteDB;
using Xunit;

namespace EsGen.LiteDB.Tests;

public sealed class FailureTests
{
    private static readonly Guid Sequence = Guid.NewGuid();

    private static SequencedItem Item => new(Sequence, 0, "Example.Created", default);

    [Fact]
    public async Task After_an_unexpected_failure_every_call_says_so_and_none_hangs()
    {
        using var datastore = InterceptedEngine.Open(_ => throw new IOException("No space left on device"));
        var strategy = datastore.ActiveRecordStrategy;

        Assert.Equal("No space left on device", Assert.Throws<IOException>(() => strategy.Append(Item)).Message);

        await AssertFailed<IOException>(strategy);
        datastore.Dispose();
        Assert.Throws<ObjectDisposedException>(() => strategy.GetItems(Sequence));
    }

    [Fact]
    public async Task An_awaited_append_gets_the_failure_too()
    {
        using var datastore = InterceptedEngine.Open(_ => throw new IOException("No space left on device"));
        var strategy = datastore.ActiveRecordStrategy;

        await Assert.ThrowsAsync<IOException>(async () => await strategy.AppendAsync([Item]));

        await AssertFailed<IOException>(strategy);
    }

    [Fact]
    public async Task After_LiteDB_closed_itself_every_call_says_so()
    {
        using var datastore = InterceptedEngine.Open(static engine => engine.Dispose());
        var strategy = datastore.ActiveRecordStrategy;

        await Assert.ThrowsAsync<LiteException>(async () => await strategy.AppendAsync([Item]));

        await AssertFailed<LiteException>(strategy);
    }

    [Fact]
    public void A_position_that_someone_else_took_in_the_file_is_a_conflict()
    {
        var overtaken = false;
        using var datastore = InterceptedEngine.Open(engine =>
        {
            if (!overtaken)
            {
                overtaken = true;
                engine.Insert("events", [EventDocument.Create(100, Item)], BsonAutoId.Int64);
            }
        });
        var strategy = datastore.ActiveRecordStrategy;

        var exception = Assert.Throws<ConcurrencyException>(() => strategy.Append(Item with { Position = 1 }, Item));
        Assert.Equal((Sequence, 0), (exception.SequenceId, exception.Position));
        Assert.Equal(LiteException.INDEX_DUPLICATE_KEY, Assert.IsType<LiteException>(exception.InnerException).ErrorCode);

        strategy.Append(Item with { Position = 1 });
        Assert.Equal(2, strategy.GetItems(Sequence).Count);
    }

    private static async Task AssertFailed<TCause>(IActiveRecordStrategy strategy)
        where TCause : Exception
    {
        foreach (var exception in new[]
        {
            Assert.Throws<InvalidOperationException>(() => strategy.Append(Item)),
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await strategy.AppendAsync([Item])),
            Assert.Throws<InvalidOperationException>(() => strategy.GetItem(Sequence, 0)),
            Assert.Throws<InvalidOperationException>(() => strategy.GetItems(Sequence)),
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await strategy.GetItemsAsync(Sequence)),
            Assert.Throws<InvalidOperationException>(() => strategy.GetNotifications(0, 1)),
            Assert.Throws<InvalidOperationException>(() => strategy.LastNotificationId),
        })
        {
            Assert.IsType<TCause>(exception.InnerException);
            Assert.Contains("open it again", exception.Message, StringComparison.Ordinal);
        }
    }
}
