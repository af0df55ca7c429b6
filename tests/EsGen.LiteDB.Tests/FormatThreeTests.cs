using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>A file of format 3 is read, gets format 4 when it is opened, and its blocks are written anew as events come to them.</summary>
public sealed class FormatThreeTests : IDisposable
{
    private const int Count = FormatThreeFiles.Count;

    private readonly TestFiles _files = FormatThreeFiles.Closed();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Everything_in_it_is_read_and_it_goes_on_as_format_four()
    {
        for (var opening = 0; opening < 3; opening++)
        {
            using var datastore = _files.Open();
            datastore.Verify();
            Assert.Equal(Count + (20 * opening), NumberedItems.AssertExactPrefix(datastore));
            Assert.Equal(FileStamp.Version, FileStamp.VersionIn(_files.Data));
        }

        var engine = DurableEngine.Open(_files);
        Assert.Equal(FileStamp.Version, FormatThreeFiles.MetaOf(engine.Database)["format"].AsInt32);
        engine.Close(lastId: null);
    }

    [Fact]
    public void A_process_that_dies_after_opening_it_leaves_a_store_that_can_be_opened()
    {
        using var datastore = _files.Open();
        datastore.ActiveRecordStrategy.Append(NumberedItems.Items(Count + 1, 300));
        var (data, log) = _files.Snapshot();
        using var again = new TestFiles { Data = data, Log = log, LogExists = true }.Open();
        Assert.Equal(Count + 300, NumberedItems.AssertExactPrefix(again));
    }

    [Fact]
    public void What_a_killed_process_left_of_it_is_read_and_goes_on()
    {
        var files = FormatThreeFiles.Killed();
        Assert.Equal(FileStamp.OldestVersion, FileStamp.VersionIn(files.Data));
        using (var datastore = files.Open())
        {
            Assert.Equal(FileStamp.Version, FileStamp.VersionIn(files.Data));
            Assert.Equal(Count, NumberedItems.AssertExactTrackedPrefix(datastore));
        }

        using var again = files.Open();
        Assert.Equal(Count + 20, NumberedItems.AssertExactTrackedPrefix(again));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void It_is_only_read_without_becoming_another_format_and_backed_up_as_the_new_one(bool isKilled)
    {
        var files = isKilled ? FormatThreeFiles.Killed() : _files;
        var (path, backup) = (_folder.File("example.db"), _folder.File("backup.db"));
        FormatThreeFiles.WriteTo(path, files);
        using (var datastore = LiteDbDatastore.Open(new LiteDbSettings { Path = path, ReadOnly = true }))
        {
            datastore.Verify();
            Assert.Equal(FileStamp.OldestVersion, StoreMaintenance.Describe(datastore).Format);
            Assert.Equal(
                Enumerable.Range(1, Count).Select(static id => new Notification(id, NumberedItems.Item(id))),
                NumberedItems.AllNotifications(datastore.ActiveRecordStrategy));
            datastore.Backup(backup);
        }

        Assert.Equal(files.Data, File.ReadAllBytes(path));
        Assert.Equal(isKilled, File.Exists(path + ".wal"));
        Assert.True(!isKilled || files.Log.AsSpan().SequenceEqual(File.ReadAllBytes(path + ".wal")));
        Assert.Equal(FileStamp.Version, FileStamp.VersionIn(File.ReadAllBytes(backup)));
        using var copy = LiteDbDatastore.Open(backup);
        Assert.Equal(Count, NumberedItems.AssertExactTrackedPrefix(copy));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_disk_that_fails_at_any_moment_of_it_loses_nothing(bool isKilled)
    {
        const int Appends = 60;
        var (data, log) = (isKilled ? FormatThreeFiles.Killed() : _files).Snapshot();
        var (step, operations) = (1, int.MaxValue);
        for (var fault = 1; fault <= operations; fault += step, step = fault < 30 ? 1 : TestLength.Choose(7, 1))
        {
            TestFiles files = new() { CheckpointPages = 30, LogExists = isKilled, Data = data, Log = log };
            operations = 0;
            files.Before = operation =>
            {
                if (operation.Kind is not FileOperationKind.Read && Interlocked.Increment(ref operations) >= fault)
                {
                    throw new IOException("Input/output error");
                }
            };
            var acknowledged = (long)FormatThreeFiles.Count;
            try
            {
                using var datastore = files.Open();
                for (var append = 0; append < Appends; append++)
                {
                    NumberedItems.AppendTracked(datastore.ActiveRecordStrategy, NumberedItems.Items(acknowledged + 1, 3), acknowledged + 3);
                    acknowledged += 3;
                }
            }
            catch (EventSourcingException exception) when (exception is DatastoreFailedException or StoreCorruptException)
            {
                // As it should be.
            }

            files.Before = static _ => { };
            using var again = files.Open();
            Assert.Contains(NumberedItems.AssertExactTrackedPrefix(again), new[] { acknowledged, acknowledged + 3 });
        }
    }

    [Fact]
    public void What_is_damaged_in_it_is_never_read_as_something_else_and_salvaged_from_the_other_order()
    {
        Random random = new(1);
        for (var trial = 0; trial < TestLength.Choose(30, 1000); trial++)
        {
            var data = _files.Data;
            var offset = random.Next(DataPage.Length, data.Length);
            data[offset] ^= (byte)(1 << random.Next(8));
            var (report, stored, setAside) = new SalvageTests.DamagedStore([.. data], Log: null, Count, LastAppend: 1, static _ => 200).Salvage();
            Assert.InRange(report.StoredCount + report.SetAsideCount, Count - 1, Count);
            Assert.All(stored.Concat(setAside), static notification => Assert.Equal(
                NumberedItems.Item(SalvageTests.DamagedStore.IdOf(notification.Item)), notification.Item));

            DataPage.Seal(data.AsSpan(offset / DataPage.Length * DataPage.Length, DataPage.Length));
            var exception = Record.Exception(() =>
            {
                using var datastore = new TestFiles { Data = data }.Open();
                datastore.Verify();
                Assert.Equal(Count, NumberedItems.AssertExactPrefix(datastore));
            });
            Assert.True(exception is null or StoreCorruptException or DatastoreFailedException or InvalidDataException, exception?.ToString());
        }
    }
}
