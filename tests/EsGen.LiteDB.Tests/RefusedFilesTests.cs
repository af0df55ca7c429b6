using LiteDB;
using LiteDB.Engine;
using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>Files that aren't a store, or not this one, or not all of it: refused when opened, and left as they are.</summary>
public sealed class RefusedFilesTests : IDisposable
{
    private const int VersionOffset = 112 + 8;
    private const int SortOptionsOffset = 84;

    private static readonly Lazy<byte[]> ClosedStore = new(() => Closed(5));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_database_of_somebody_else()
    {
        var path = _folder.File("example.db");
        using (LiteEngine engine = new(path))
        {
            engine.Insert("customers", [new BsonDocument { ["name"] = "Ada" }], BsonAutoId.Int32);
        }

        var content = File.ReadAllBytes(path);
        var exception = Assert.Throws<InvalidDataException>(() => LiteDbDatastore.Open(path));
        Assert.Contains("not a store of EsGen's", exception.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_log_of_LiteDB_beside_the_file()
    {
        var path = _folder.File("example.db");
        LiteDbDatastore.Open(path).Dispose();
        File.WriteAllBytes(_folder.File("example-log.db"), new byte[8192]);

        var exception = Assert.Throws<InvalidDataException>(() => LiteDbDatastore.Open(path));
        Assert.Contains("example-log.db", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_that_is_called_like_LiteDBs_log_of_another_is_no_log()
    {
        using (var first = LiteDbDatastore.Open(_folder.File("example-log.db")))
        {
            first.ActiveRecordStrategy.Append(NumberedItems.Items(1, 20));
            using var second = LiteDbDatastore.Open(_folder.File("example.db"));
            second.ActiveRecordStrategy.Append(NumberedItems.Items(1, 30));
        }

        using var again = LiteDbDatastore.Open(_folder.File("example.db"));
        Assert.Equal(30, again.ActiveRecordStrategy.LastNotificationId);
        using var other = LiteDbDatastore.Open(_folder.File("example-log.db"));
        Assert.Equal(20, other.ActiveRecordStrategy.LastNotificationId);
    }

    [Theory, InlineData(1), InlineData(FileStamp.OldestVersion - FileStamp.Version - 1)]
    public void A_file_of_a_newer_or_an_older_format(int difference)
    {
        TestFiles files = new() { Data = Closed(1) };
        var data = files.Data;
        data[VersionOffset] = (byte)(FileStamp.Version + difference);
        DataPage.Seal(data.AsSpan(0, DataPage.Length));
        files.Data = data;

        var message = Assert.Throws<InvalidDataException>(() => files.Open()).Message;
        Assert.Contains($"format {FileStamp.Version + difference}", message, StringComparison.Ordinal);
        Assert.Contains($"reads format {FileStamp.Version}", message, StringComparison.Ordinal);
        Assert.Equal(data, files.Data);
    }

    [Fact]
    public void A_file_with_another_collation()
    {
        var data = Closed(1);
        data.AsSpan(SortOptionsOffset, sizeof(int)).Clear();
        data[SortOptionsOffset] = 1;
        DataPage.Seal(data.AsSpan(0, DataPage.Length));
        TestFiles files = new() { Data = data };

        var message = Assert.Throws<InvalidDataException>(() => files.Open()).Message;
        Assert.Contains("by IgnoreCase, expected was Ordinal", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_the_log_that_it_needs()
    {
        var (data, _) = Killed(1, 5);
        TestFiles files = new() { Data = data };

        Assert.Contains("there is no log", Assert.Throws<StoreCorruptException>(() => files.Open()).Message, StringComparison.Ordinal);
        Assert.Throws<StoreCorruptException>(() => files.Open());
    }

    [Theory, InlineData(0), InlineData(100), InlineData(500_000)]
    public void A_file_whose_log_was_emptied_or_replaced(int length)
    {
        var (data, _) = Killed(1, 5);
        foreach (var log in new[] { new byte[length], Noise(length) })
        {
            TestFiles files = new() { LogExists = true, Data = data, Log = log };

            Assert.Contains("emptied or replaced", Assert.Throws<StoreCorruptException>(() => files.Open()).Message, StringComparison.Ordinal);
            Assert.Equal(data, files.Data);
            Assert.Equal(log, files.Log);
            Assert.True(files.LogExists);
        }
    }

    [Fact]
    public void Something_else_that_has_the_name_of_the_log_of_a_closed_file()
    {
        byte[] almost = [.. BeginningsOfALog().Last()];
        almost[100] = 1;
        byte[] ofAnother = [.. BeginningsOfALog().Last()];
        ofAnother[DataPage.Length + 3] ^= 1;
        foreach (var log in new[] { Noise(1), Noise(LogFrame.Length), Noise(200_000), new byte[200_000], almost, ofAnother })
        {
            TestFiles files = new() { LogExists = true, Data = ClosedStore.Value, Log = log };

            Assert.Contains("something else", Assert.Throws<InvalidDataException>(() => files.Open()).Message, StringComparison.Ordinal);
            Assert.Equal(log, files.Log);
            Assert.Equal(ClosedStore.Value, files.Data);
        }
    }

    [Fact]
    public void A_log_whose_beginning_a_power_failure_cut_short_is_begun_again()
    {
        foreach (byte[] log in (byte[][])[[], new byte[100], new byte[LogFrame.Length], .. BeginningsOfALog()])
        {
            TestFiles files = new() { LogExists = true, Data = ClosedStore.Value, Log = log };
            using var datastore = files.Open();

            Assert.Equal(5, NumberedItems.AssertExactPrefix(datastore));
        }
    }

    [Fact]
    public void A_log_whose_file_is_gone()
    {
        var path = _folder.File("example.db");
        var (_, log) = Killed(1, 5);
        File.WriteAllBytes(path + ".wal", log);

        Assert.Contains("There is no file", Assert.Throws<StoreCorruptException>(() => LiteDbDatastore.Open(path)).Message, StringComparison.Ordinal);
        Assert.Equal([path + ".wal"], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void An_emptied_file_whose_log_is_still_there()
    {
        var (_, log) = Killed(1, 5);
        TestFiles files = new() { LogExists = true, Log = log };

        Assert.Contains("is empty", Assert.Throws<StoreCorruptException>(() => files.Open()).Message, StringComparison.Ordinal);
        Assert.Equal(log, files.Log);
    }

    [Fact]
    public void A_new_file_beside_something_small_that_has_the_name_of_its_log()
    {
        var (path, log) = (_folder.File("example.db"), _folder.File("example.db.wal"));
        File.WriteAllText(log, "notes of mine");

        Assert.Contains("something else", Assert.Throws<InvalidDataException>(() => LiteDbDatastore.Open(path)).Message, StringComparison.Ordinal);
        Assert.Equal("notes of mine", File.ReadAllText(log));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void An_emptied_file_beside_a_log_of_which_nothing_can_be_read()
    {
        var log = Noise(2 * LogFrame.Length);
        TestFiles files = new() { LogExists = true, Log = log };

        Assert.Contains("is empty", Assert.Throws<StoreCorruptException>(() => files.Open()).Message, StringComparison.Ordinal);
        Assert.Equal(log, files.Log);
    }

    [Fact]
    public void A_log_of_another_store()
    {
        var (data, _) = Killed(1, 5);
        var (_, log) = Killed(1, 5);
        TestFiles files = new() { LogExists = true, Data = data, Log = log };

        Assert.Contains("belongs to store", Assert.Throws<InvalidDataException>(() => files.Open()).Message, StringComparison.Ordinal);
        Assert.Equal(data, files.Data);
        Assert.Equal(log, files.Log);
    }

    [Fact]
    public void A_log_of_this_store_from_an_earlier_time()
    {
        var (data, log) = Killed(1, 5);
        TestFiles files = new() { LogExists = true, Data = data, Log = log };
        using (var datastore = files.Open())
        {
            datastore.ActiveRecordStrategy.Append(NumberedItems.Items(6, 5));
        }

        files.Log = log;
        files.LogExists = true;
        Assert.Contains("of another time", Assert.Throws<InvalidDataException>(() => files.Open()).Message, StringComparison.Ordinal);

        files.DeleteLog();
        using var again = files.Open();
        Assert.Equal(10, NumberedItems.AssertExactPrefix(again));
    }

    [Fact]
    public void A_file_of_this_store_from_an_earlier_time()
    {
        TestFiles files = new() { Data = Closed(1) };
        var earlier = files.Data;
        for (var id = 2; id <= 5; id++)
        {
            using var changed = files.Open();
            changed.ActiveRecordStrategy.Append(NumberedItems.Item(id));
        }

        using var open = files.Open();
        open.ActiveRecordStrategy.Append(NumberedItems.Item(6));

        TestFiles mixed = new() { LogExists = true, Data = earlier, Log = files.Log };
        Assert.Contains("of another time", Assert.Throws<InvalidDataException>(() => mixed.Open()).Message, StringComparison.Ordinal);
    }

    /// <summary>What a full disk or a power failure may leave of the log's first frame, of a store that isn't known.</summary>
    private static IEnumerable<byte[]> BeginningsOfALog()
    {
        var frame = new byte[LogFrame.Length];
        FileStamp stamp = new(FileStamp.ReadFrom(ClosedStore.Value).StoreId, Epoch: 0);
        new LogFrame(stamp, LogFrame.Start, Synced: 1234567890123456789).WriteTo(frame, new byte[DataPage.Length]);
        for (var length = DataPage.Length; length < frame.Length; length++)
        {
            yield return frame[..length];
        }
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(5).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Closed(int count)
    {
        TestFiles files = new();
        using (var datastore = files.Open())
        {
            datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, count));
        }

        return files.Data;
    }

    /// <summary>The files of a store whose process was killed.</summary>
    private static (byte[] Data, byte[] Log) Killed(long firstId, int count)
    {
        TestFiles files = new();
        using var datastore = files.Open();
        datastore.ActiveRecordStrategy.Append(NumberedItems.Items(firstId, count));
        return files.Snapshot();
    }
}
