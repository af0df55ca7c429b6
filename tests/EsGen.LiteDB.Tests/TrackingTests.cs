using LiteDB;
using LiteDB.Engine;
using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>
/// Trackings in the file: among the events, in their commits, in backups, and what becomes of them when they are damaged.
/// </summary>
public sealed class TrackingTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();
    private readonly TestFiles _files = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_is_a_document_before_the_notifications()
    {
        var path = _folder.File("example.db");
        using (var datastore = LiteDbDatastore.Open(path))
        {
            datastore.ActiveRecordStrategy.Append([NumberedItems.Item(1)], new Tracking("one", 1));
            datastore.ActiveRecordStrategy.Append([], new Tracking("two", 5));
            datastore.ActiveRecordStrategy.Append([NumberedItems.Item(2)], new Tracking("one", 2));
        }

        using LiteEngine engine = new(path);
        using var documents = engine.Query("events", new Query { Where = { BsonExpression.Create("$._id < 0") } });
        List<string> found = [];
        while (documents.Read())
        {
            found.Add($"{documents.Current["_id"].AsInt64} {documents.Current["name"].AsString} {documents.Current["n"].AsInt64} {documents.Current["w"].AsInt64}");
        }

        Assert.Equal(["-2 two 5 1", "-1 one 2 2"], found);
    }

    [Fact]
    public async Task Appends_that_wait_share_a_commit_and_are_each_decided_by_themselves()
    {
        using ManualResetEventSlim syncing = new();
        using ManualResetEventSlim maySync = new();
        var syncs = 0;
        using var datastore = _files.Open();
        var strategy = datastore.ActiveRecordStrategy;
        strategy.Append([], new Tracking("old", 10));
        _files.Before = operation =>
        {
            if (operation is { IsLog: true, Kind: FileOperationKind.Sync })
            {
                syncs++;
                syncing.Set();
                maySync.Wait();
            }
        };

        var first = strategy.AppendAsync([NumberedItems.Item(1)]).AsTask();
        Assert.True(syncing.Wait(Soon));
        var second = Append(2, "a", 1);
        var alone = strategy.AppendAsync([], new Tracking("b", 1)).AsTask();
        var behind = Append(90, "old", 10);
        var third = Append(3, "a", 2);
        var notAhead = Append(91, "a", 2);
        var taken = Append(1, "c", 1);
        Assert.Null(strategy.GetTracking("a"));

        maySync.Set();
        await Task.WhenAll(first, second, alone, third).WaitAsync(Soon);
        Assert.Equal((1, 2, 0, 3), (await first, await second, await alone, await third));
        Assert.Equal(10, (await Assert.ThrowsAsync<TrackingConflictException>(() => behind.WaitAsync(Soon))).StoredId);
        Assert.Equal(2, (await Assert.ThrowsAsync<TrackingConflictException>(() => notAhead.WaitAsync(Soon))).StoredId);
        await Assert.ThrowsAsync<ConcurrencyException>(() => taken.WaitAsync(Soon));

        // One for the first, one for all that waited: who is refused because of the second isn't before it is durable.
        Assert.Equal(2, syncs);
        Assert.Equal((2, 1, null), (strategy.GetTracking("a"), strategy.GetTracking("b"), strategy.GetTracking("c")));
        Assert.Equal(3, NumberedItems.AssertExactPrefix(datastore));

        Task<long> Append(long id, string name, long tracked) => strategy.AppendAsync([NumberedItems.Item(id)], new Tracking(name, tracked)).AsTask();
    }

    [Fact]
    public void A_backup_has_them_as_of_its_newest_event()
    {
        var path = _folder.File("backup.db");
        using (var datastore = _files.Open())
        {
            for (var id = 1; id <= 300; id++)
            {
                datastore.ActiveRecordStrategy.Append([NumberedItems.Item(id)], new Tracking(id % 3 == 0 ? "third" : "other", id));
            }

            datastore.Backup(path);
        }

        using var backup = LiteDbDatastore.Open(path);
        Assert.Equal(300, NumberedItems.AssertExactPrefix(backup));
        Assert.Equal((300, 299), (backup.ActiveRecordStrategy.GetTracking("third"), backup.ActiveRecordStrategy.GetTracking("other")));
        backup.Verify();
    }

    [Fact]
    public async Task A_backup_under_load_never_has_one_of_them_without_its_event_or_the_other_way_round()
    {
        using var datastore = LiteDbDatastore.Open(":memory:");
        using CancellationTokenSource end = new();
        var writer = Task.Run(async () =>
        {
            for (long id = 1; !end.IsCancellationRequested; id++)
            {
                await datastore.ActiveRecordStrategy.AppendAsync([NumberedItems.Item(id)], new Tracking("follower", id));
            }
        });
        await datastore.ActiveRecordStrategy.WaitForNotificationAsync(0).AsTask().WaitAsync(Soon);
        for (var number = 0; number < 5; number++)
        {
            await datastore.BackupAsync(_folder.File($"{number}.db"));
        }

        await end.CancelAsync();
        await writer;
        for (var number = 0; number < 5; number++)
        {
            using var backup = LiteDbDatastore.Open(_folder.File($"{number}.db"));
            var last = backup.ActiveRecordStrategy.LastNotificationId;
            Assert.True(last > 0);
            Assert.Equal(last, backup.ActiveRecordStrategy.GetTracking("follower"));
        }
    }

    [Fact]
    public async Task A_backup_or_a_verification_that_is_cancelled_leaves_nothing()
    {
        using var datastore = LiteDbDatastore.Open(":memory:");
        datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, 100));
        await datastore.VerifyAsync();
        CancellationToken cancelled = new(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => datastore.VerifyAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => datastore.BackupAsync(_folder.File("backup.db"), cancelled));
        Assert.Throws<ArgumentException>(() => { _ = datastore.BackupAsync(" "); });
        Assert.Empty(Directory.GetFiles(_folder.File("")));
    }

    [Theory]
    [InlineData("name", "elsewhere")]
    [InlineData("n", 7L)]
    [InlineData("w", 9L)]
    [InlineData("c", 0)]
    [InlineData("_id", -3L)]
    [InlineData("n", null)]
    public void A_damaged_one_is_told_and_the_events_are_read(string field, object? value) => AssertDamageIsTold(engine =>
    {
        using var documents = engine.Query("events", new Query { Where = { BsonExpression.Create("$._id = -1") } });
        Assert.True(documents.Read());
        var document = documents.Current.AsDocument;
        documents.Dispose();
        engine.Delete("events", [-1L]);
        document[field] = new BsonValue(value);
        engine.Insert("events", [document], BsonAutoId.Int64);
    });

    [Theory, InlineData(-1), InlineData(-2)]
    public void A_missing_one_is_told(long id) => AssertDamageIsTold(engine => engine.Delete("events", [id]));

    [Fact]
    public void An_older_one_is_told()
    {
        BsonDocument? older = null;
        AssertDamageIsTold(
            engine => engine.Update("events", [older!]),
            engine =>
            {
                using var documents = engine.Query("events", new Query { Where = { BsonExpression.Create("$._id = -1") } });
                Assert.True(documents.Read());
                older = documents.Current.AsDocument;
            });
    }

    private void AssertDamageIsTold(Action<LiteEngine> damage, Action<LiteEngine>? before = null)
    {
        AppendTracked(1);
        Use(before ?? (static _ => { }));
        AppendTracked(2);
        Use(damage);
        AssertSalvageIsUncertain();

        using var datastore = _files.Open();
        var strategy = datastore.ActiveRecordStrategy;
        Assert.Equal(NumberedItems.Items(1, 2), strategy.GetNotifications(0, 10).Select(static notification => notification.Item));
        var exception = Assert.Throws<StoreCorruptException>(() => strategy.GetTracking("one"));
        Assert.Contains("LiteDbDatastore.Salvage", exception.Message, StringComparison.Ordinal);
        Assert.Throws<StoreCorruptException>(() => strategy.Append([NumberedItems.Item(3)], new Tracking("one", 3)));
        Assert.Throws<StoreCorruptException>(() => strategy.Append([], new Tracking("new", 3)));
        Assert.Throws<StoreCorruptException>(datastore.Verify);
        Assert.Throws<StoreCorruptException>(() => datastore.Backup(_folder.File("backup.db")));
        Assert.Equal(3, strategy.Append(NumberedItems.Item(3)));
    }

    /// <summary>Asserts that the new store has the events, and no tracking until the right ones are appended.</summary>
    private void AssertSalvageIsUncertain()
    {
        File.WriteAllBytes(_folder.File("damaged.db"), _files.Data);
        var report = LiteDbDatastore.Salvage(_folder.File("damaged.db"), _folder.File("salvaged.db"));

        Assert.Equal((2, false, false), (report.StoredCount, report.AreTrackingsCertain, report.IsComplete));
        using var salvaged = LiteDbDatastore.Open(_folder.File("salvaged.db"));
        Assert.All((string[])["one", "two", "elsewhere"], name => Assert.Null(salvaged.ActiveRecordStrategy.GetTracking(name)));
        salvaged.ActiveRecordStrategy.Append([], new Tracking("one", 2));
        Assert.Equal(2, salvaged.ActiveRecordStrategy.GetTracking("one"));
    }

    private void AppendTracked(long id)
    {
        using var datastore = _files.Open();
        datastore.ActiveRecordStrategy.Append([NumberedItems.Item(id)], new Tracking("one", id));
        datastore.ActiveRecordStrategy.Append([], new Tracking("two", id));
    }

    /// <summary>Changes the closed file with plain LiteDB, and puts its checksums right.</summary>
    private void Use(Action<LiteEngine> use)
    {
        using MemoryStream data = new();
        data.Write(_files.Data);
        var header = _files.Data[..DataPage.Length];
        using (LiteEngine engine = new(new EngineSettings { DataStream = data, LogStream = new MemoryStream() }))
        {
            use(engine);
            engine.Checkpoint();
        }

        var bytes = data.ToArray();
        for (var offset = 0; offset < bytes.Length; offset += DataPage.Length)
        {
            var page = bytes.AsSpan(offset, DataPage.Length);
            if (offset == 0)
            {
                // LiteDB leaves out what it doesn't know.
                header.AsSpan(112, 45).CopyTo(page[112..]);
            }

            DataPage.Seal(page);
        }

        _files.Data = bytes;
    }
}
