using Xunit;

namespace EsGen.LiteDB.Tests;

public sealed class FailureTests
{
    private static readonly Guid Sequence = Guid.NewGuid();

    private readonly TestFiles _files = new();

    private static SequencedItem Item => new(Sequence, 0, "Example.Created", default);

    [Theory, InlineData(true, nameof(FileOperationKind.Write)), InlineData(true, nameof(FileOperationKind.Sync))]
    public async Task After_a_failure_every_call_says_so_and_none_hangs(bool isLog, string kind)
    {
        using var datastore = _files.Open();
        var strategy = datastore.ActiveRecordStrategy;
        FailAt(isLog, kind);

        AssertFailed(Assert.Throws<DatastoreFailedException>(() => strategy.Append(Item)), isOutcomeUnknown: true);

        _files.Before = static _ => { };
        await AssertFailed(strategy);
        datastore.Dispose();
        Assert.Throws<ObjectDisposedException>(() => strategy.GetItems(Sequence));
    }

    [Fact]
    public async Task An_awaited_append_gets_the_failure_too()
    {
        using var datastore = _files.Open();
        var strategy = datastore.ActiveRecordStrategy;
        FailAt(isLog: true, nameof(FileOperationKind.Sync));

        AssertFailed(
            await Assert.ThrowsAsync<DatastoreFailedException>(async () => await strategy.AppendAsync([Item])), isOutcomeUnknown: true);

        await AssertFailed(strategy);
    }

    [Fact]
    public void After_a_failure_the_files_stay_as_they_are_and_opening_them_again_recovers()
    {
        using (var datastore = _files.Open())
        {
            datastore.ActiveRecordStrategy.Append(Item);
            FailAt(isLog: true, nameof(FileOperationKind.Write));
            Assert.Throws<DatastoreFailedException>(() => datastore.ActiveRecordStrategy.Append(Item with { Position = 1 }));

            _files.Before = operation => Assert.Equal(FileOperationKind.Read, operation.Kind);
        }

        _files.Before = static _ => { };
        using var again = _files.Open();
        Assert.Equal([Item], again.ActiveRecordStrategy.GetItems(Sequence));
        again.ActiveRecordStrategy.Append(Item with { Position = 1 });
        Assert.Equal(2, again.ActiveRecordStrategy.LastNotificationId);
    }

    private static async Task AssertFailed(IActiveRecordStrategy strategy)
    {
        foreach (var exception in new[]
        {
            Assert.Throws<DatastoreFailedException>(() => strategy.Append(Item)),
            await Assert.ThrowsAsync<DatastoreFailedException>(async () => await strategy.AppendAsync([Item])),
            Assert.Throws<DatastoreFailedException>(() => strategy.GetItem(Sequence, 0)),
            Assert.Throws<DatastoreFailedException>(() => strategy.GetItems(Sequence)),
            await Assert.ThrowsAsync<DatastoreFailedException>(async () => await strategy.GetItemsAsync(Sequence)),
            Assert.Throws<DatastoreFailedException>(() => strategy.GetNotifications(0, 1)),
            Assert.Throws<DatastoreFailedException>(() => strategy.LastNotificationId),
        })
        {
            AssertFailed(exception, isOutcomeUnknown: false);
        }
    }

    private static void AssertFailed(DatastoreFailedException exception, bool isOutcomeUnknown)
    {
        Assert.Equal(isOutcomeUnknown, exception.IsOutcomeUnknown);
        Assert.Equal("No space left on device", Assert.IsType<IOException>(exception.InnerException).Message);
        Assert.Contains("open it again", exception.Message, StringComparison.Ordinal);
    }

    private void FailAt(bool isLog, string kind) => _files.Before = operation =>
    {
        if (operation.IsLog == isLog && operation.Kind.ToString() == kind)
        {
            throw new IOException("No space left on device");
        }
    };
}
