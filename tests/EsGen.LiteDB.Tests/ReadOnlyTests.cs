using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>Stores that are only read, and stores that must exist.</summary>
public sealed class ReadOnlyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string DatabasePath => _folder.File("example.db");

    private LiteDbSettings ReadOnly => new() { Path = DatabasePath, ReadOnly = true };

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_a_closed_or_killed_process_left_is_read_and_nothing_is_changed(bool isKilled)
    {
        const int Count = 2000;
        TestFiles files = new() { RecentLength = 1 << 17, CheckpointPages = 100 };
        var (data, log) = (Array.Empty<byte>(), Array.Empty<byte>());
        using (var datastore = files.Open())
        {
            foreach (var items in NumberedItems.Items(1, Count).Chunk(30))
            {
                datastore.ActiveRecordStrategy.Append(items);
            }

            (data, log) = files.Snapshot();
        }

        File.WriteAllBytes(DatabasePath, isKilled ? data : files.Data);
        if (isKilled)
        {
            File.WriteAllBytes(DatabasePath + ".wal", log);
        }

        var before = Content();
        using (var one = LiteDbDatastore.Open(ReadOnly))
        using (var other = LiteDbDatastore.Open(ReadOnly))
        {
            one.Verify();
            foreach (var strategy in new[] { one.ActiveRecordStrategy, other.ActiveRecordStrategy })
            {
                Assert.Equal(Count, strategy.LastNotificationId);
                Assert.Equal(
                    NumberedItems.Items(1, Count).Where(static item => item.SequenceId == NumberedItems.Item(5).SequenceId),
                    strategy.GetItems(NumberedItems.Item(5).SequenceId));
                Assert.Throws<InvalidOperationException>(() => strategy.Append(NumberedItems.Item(Count + 1)));
                await Assert.ThrowsAsync<InvalidOperationException>(async () => await strategy.AppendAsync([NumberedItems.Item(Count + 1)]));
                strategy.Append();
            }

            Assert.Throws<DatastoreInUseException>(() => LiteDbDatastore.Open(DatabasePath));
            one.Backup(_folder.File("backup.db"));
        }

        using (var backup = LiteDbDatastore.Open(_folder.File("backup.db")))
        {
            Assert.Equal(Count, NumberedItems.AssertExactPrefix(backup));
        }

        File.Delete(_folder.File("backup.db"));
        Assert.Equal(before, Content());
        using var writable = LiteDbDatastore.Open(DatabasePath);
        Assert.Throws<DatastoreInUseException>(() => LiteDbDatastore.Open(ReadOnly));
        Assert.Equal(Count, NumberedItems.AssertExactPrefix(writable));
    }

    [Fact]
    public void No_store_is_created_that_must_exist()
    {
        foreach (var settings in new[] { ReadOnly, new LiteDbSettings { Path = DatabasePath, MustExist = true } })
        {
            Assert.Contains(DatabasePath, Assert.Throws<FileNotFoundException>(() => LiteDbDatastore.Open(settings)).Message, StringComparison.Ordinal);
            Assert.Empty(Content());

            File.WriteAllBytes(DatabasePath, []);
            Assert.Throws<InvalidDataException>(() => LiteDbDatastore.Open(settings));
            Assert.Equal(DatabasePath, Assert.Single(Content()).Name);
            File.Delete(DatabasePath);
        }

        Assert.Throws<ArgumentException>(() => LiteDbDatastore.Open(new LiteDbSettings { Path = ":memory:", ReadOnly = true }));
        LiteDbDatastore.Open(DatabasePath).Dispose();
        using var datastore = LiteDbDatastore.Open(new LiteDbSettings { Path = DatabasePath, MustExist = true });
        datastore.ActiveRecordStrategy.Append(NumberedItems.Item(1));
    }

    [Fact]
    public void A_file_over_which_is_written_is_as_a_file_in_memory()
    {
        Random random = new(21);
        FileInMemory underneath = new();
        var content = new byte[3 * DataPage.Length];
        random.NextBytes(content);
        underneath.Write(0, content);
        FileInMemory expected = new();
        expected.Write(0, content);
        using OverlaidFile overlaid = new(underneath);
        for (var step = 0; step < 2000; step++)
        {
            var position = random.Next(5 * DataPage.Length);
            var bytes = new byte[random.Next(2 * DataPage.Length)];
            random.NextBytes(bytes);
            if (random.Next(4) == 0)
            {
                overlaid.SetLength(position);
                expected.SetLength(position);
            }
            else
            {
                overlaid.Write(position, bytes);
                expected.Write(position, bytes);
            }

            var (found, right) = (new byte[bytes.Length], new byte[bytes.Length]);
            var start = random.Next(5 * DataPage.Length);
            Assert.Equal(expected.Read(start, right), overlaid.Read(start, found));
            Assert.Equal(right, found);
            Assert.Equal(expected.Length, overlaid.Length);
        }

        var same = new byte[content.Length];
        underneath.Read(0, same);
        Assert.Equal(content, same);
    }

    private List<(string Name, string Content)> Content() =>
        [.. Directory.GetFiles(_folder.File("")).Order(StringComparer.Ordinal).Select(file => (file, Convert.ToHexString(File.ReadAllBytes(file))))];
}
