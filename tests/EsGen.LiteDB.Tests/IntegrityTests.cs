using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>That what is read is what was written, or an exception.</summary>
public sealed class IntegrityTests : IDisposable
{
    private readonly TestFiles _files = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_block_changed_by_somebody_who_knows_the_pages_is_named()
    {
        Store(2000);
        var intact = _files.Data;
        var item = ItemInOnePageTwice();
        var (sequenceId, position) = (item.SequenceId, item.Position);
        var isNamed = new[] { false, false };
        for (var place = 0; place < 2; place++)
        {
            _files.Data = intact;
            var isOfNotifications = false;
            ChangePageWith(item.Data.ToArray(), seal: true, place);
            using var datastore = _files.Open();
            var strategy = datastore.ActiveRecordStrategy;
            List<Exception?> exceptions = [Record.Exception(datastore.Verify)];
            if (Record.Exception(() => strategy.GetNotifications(0, 100)) is { } exception)
            {
                // It is the one in the order of the notifications.
                isNamed[0] = isOfNotifications = true;
                exceptions.AddRange(exception, Record.Exception(() => datastore.Backup(_folder.File("backup.db"))));
                Assert.Equal(item, strategy.GetItem(sequenceId, position));
            }
            else
            {
                isNamed[1] = true;
                exceptions.AddRange(
                    Record.Exception(() => strategy.GetItem(sequenceId, position)),
                    Record.Exception(() => strategy.GetItems(sequenceId)),
                    await Record.ExceptionAsync(async () => await strategy.GetItemsAsync(sequenceId)));
            }

            Assert.All(exceptions, found =>
            {
                var corrupt = Assert.IsType<StoreCorruptException>(found);
                Assert.Equal(isOfNotifications ? null : sequenceId, corrupt.SequenceId);
                Assert.Contains(
                    isOfNotifications ? "The block of notification 1 and" : $"The block of sequence {sequenceId} from position 0 on",
                    corrupt.Message,
                    StringComparison.Ordinal);
            });
            Assert.Equal(NumberedItems.Item(1999), strategy.GetNotifications(1998, 1)[0].Item);
            Assert.Empty(Files());
        }

        Assert.Equal([true, true], isNamed);
    }

    [Fact]
    public void A_damaged_page_stops_the_store_and_names_the_sequence_that_was_read()
    {
        Store(2000);
        var item = ItemInOnePageTwice();
        ChangePageWith(item.Data.ToArray(), seal: false, 0);
        ChangePageWith(item.Data.ToArray(), seal: false, 0);

        using var datastore = _files.Open();
        var strategy = datastore.ActiveRecordStrategy;
        var sequenceId = item.SequenceId;

        Assert.Equal(sequenceId, Assert.Throws<StoreCorruptException>(() => strategy.GetItems(sequenceId)).SequenceId);
        Assert.Throws<DatastoreFailedException>(() => strategy.GetNotifications(0, 1));
        Assert.Throws<DatastoreFailedException>(() => strategy.Append(NumberedItems.Item(2001)));
    }

    [Fact]
    public void Verifying_reads_what_LiteDB_has_in_memory_from_the_file_too()
    {
        // Closed first, so that the writer doesn't fold or copy the log meanwhile.
        Store(2000);
        using var datastore = _files.Open();
        datastore.Verify();

        ChangePageWith(ItemInOnePageTwice().Data.ToArray(), seal: false, place: 0);

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

    /// <summary>One whose data don't go beyond the end of a page, neither by notifications nor by sequence.</summary>
    private SequencedItem ItemInOnePageTwice() => NumberedItems.Items(1, 100).First(item => PlacesOf(_files.Data, item.Data.Span).Count == 2);

    private static List<int> PlacesOf(byte[] data, ReadOnlySpan<byte> bytes)
    {
        List<int> places = [];
        for (int place = 0, next; (next = data.AsSpan(place).IndexOf(bytes)) >= 0; place++)
        {
            places.Add(place += next);
        }

        return places;
    }

    private string[] Files() => [.. Directory.GetFiles(Path.GetDirectoryName(_folder.File("x"))!).Order(StringComparer.Ordinal)];

    private void Store(int count)
    {
        using var datastore = _files.Open();
        datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, count));
    }

    /// <summary>Flips a bit in the middle of some bytes in the data file, and makes the page's checksum fit again or not.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="seal">Whether the checksum of the page fits.</param>
    /// <param name="place">Which of the places that have them.</param>
    private void ChangePageWith(byte[] bytes, bool seal, int place)
    {
        var data = _files.Data;
        var offset = PlacesOf(data, bytes)[place] + (bytes.Length / 2);
        data[offset] ^= 1;
        if (seal)
        {
            DataPage.Seal(data.AsSpan(offset / DataPage.Length * DataPage.Length, DataPage.Length));
        }

        _files.Data = data;
    }
}
