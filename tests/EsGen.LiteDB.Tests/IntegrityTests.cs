using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>That what is read is what was written, or an exception.</summary>
public sealed class IntegrityTests : IDisposable
{
    private readonly TestFiles _files = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_event_changed_by_somebody_who_knows_the_pages_is_named()
    {
        Store(100);
        ChangePageWith(NumberedItems.Item(50).Data.ToArray(), seal: true);

        using var datastore = _files.Open();
        var strategy = datastore.ActiveRecordStrategy;
        var (sequenceId, position) = (NumberedItems.Item(50).SequenceId, NumberedItems.Item(50).Position);
        foreach (var exception in new[]
        {
            Assert.Throws<StoreCorruptException>(() => strategy.GetItem(sequenceId, position)),
            Assert.Throws<StoreCorruptException>(() => strategy.GetItems(sequenceId)),
            await Assert.ThrowsAsync<StoreCorruptException>(async () => await strategy.GetItemsAsync(sequenceId)),
            Assert.Throws<StoreCorruptException>(() => strategy.GetNotifications(0, 100)),
            Assert.Throws<StoreCorruptException>(datastore.Verify),
            Assert.Throws<StoreCorruptException>(() => datastore.Backup(_folder.File("backup.db"))),
        })
        {
            Assert.Equal((sequenceId, position), (exception.SequenceId, exception.Position));
            Assert.Contains(sequenceId.ToString(), exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(NumberedItems.Item(49), strategy.GetNotifications(48, 1)[0].Item);
        Assert.Empty(Files());
    }

    [Fact]
    public void A_damaged_page_stops_the_store_and_names_the_sequence_that_was_read()
    {
        Store(100);
        ChangePageWith(NumberedItems.Item(50).Data.ToArray(), seal: false);

        using var datastore = _files.Open();
        var strategy = datastore.ActiveRecordStrategy;
        var sequenceId = NumberedItems.Item(50).SequenceId;

        Assert.Equal(sequenceId, Assert.Throws<StoreCorruptException>(() => strategy.GetItems(sequenceId)).SequenceId);
        Assert.Throws<DatastoreFailedException>(() => strategy.GetNotifications(0, 1));
        Assert.Throws<DatastoreFailedException>(() => strategy.Append(NumberedItems.Item(101)));
    }

    [Fact]
    public void Verifying_reads_what_LiteDB_has_in_memory_from_the_file_too()
    {
        using var datastore = _files.Open();
        datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, 2000));
        datastore.Verify();

        ChangePageWith(NumberedItems.Item(50).Data.ToArray(), seal: false);

        Assert.Throws<StoreCorruptException>(datastore.Verify);
    }

    [Fact]
    public async Task Verifying_and_backing_up_while_others_append()
    {
        var path = _folder.File("backup.db");
        using var datastore = LiteDbDatastore.Open(_folder.File("example.db"));
        datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, 1500));
        using CancellationTokenSource source = new();
        var appending = Task.Run(() =>
        {
            var id = 1501;
            for (; !source.IsCancellationRequested; id++)
            {
                datastore.ActiveRecordStrategy.Append(NumberedItems.Item(id));
            }

            return id - 1;
        });

        datastore.Verify();
        datastore.Backup(path);
        await source.CancelAsync();
        var last = await appending;

        using (var backup = LiteDbDatastore.Open(path))
        {
            Assert.InRange(NumberedItems.AssertExactPrefix(backup), 1500, last);
        }

        Assert.Equal([path, _folder.File("example.db"), _folder.File("example.db.wal")], Files());
        Assert.Throws<IOException>(() => datastore.Backup(path));
        Assert.Equal(last, NumberedItems.AssertExactPrefix(datastore));
    }

    [Fact]
    public void A_database_in_memory_can_be_backed_up()
    {
        using (var datastore = LiteDbDatastore.Open(":memory:"))
        {
            datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, 10));
            datastore.Backup(_folder.File("backup.db"));
        }

        using var backup = LiteDbDatastore.Open(_folder.File("backup.db"));
        Assert.Equal(10, NumberedItems.AssertExactPrefix(backup));
    }

    [Fact]
    public void A_backup_of_nothing_is_an_empty_store()
    {
        using var datastore = LiteDbDatastore.Open(":memory:");
        datastore.Verify();
        datastore.Backup(_folder.File("backup.db"));

        using var backup = LiteDbDatastore.Open(_folder.File("backup.db"));
        Assert.Equal(0, backup.ActiveRecordStrategy.LastNotificationId);
        Assert.ThrowsAny<ArgumentException>(() => datastore.Backup(" "));
    }

    private string[] Files() => [.. Directory.GetFiles(Path.GetDirectoryName(_folder.File("x"))!).Order(StringComparer.Ordinal)];

    private void Store(int count)
    {
        using var datastore = _files.Open();
        datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, count));
    }

    /// <summary>Flips a bit in the middle of some bytes in the data file, and makes the page's checksum fit again or not.</summary>
    private void ChangePageWith(byte[] bytes, bool seal)
    {
        var data = _files.Data;
        var offset = data.AsSpan().IndexOf(bytes) + (bytes.Length / 2);
        data[offset] ^= 1;
        if (seal)
        {
            DataPage.Seal(data.AsSpan(offset / DataPage.Length * DataPage.Length, DataPage.Length));
        }

        _files.Data = data;
    }
}
