using EsGen.Testing.Stores;
using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>Snapshots in memory.</summary>
public sealed class SnapshotsInMemoryTests : SnapshotStoreContract
{
    protected override IDatastore CreateDatastore() => new LiteDbDatastore(new LiteDbSettings { Path = ":memory:" });
}

/// <summary>Snapshots in a file of their own.</summary>
public sealed class SnapshotsInFileTests : SnapshotStoreContract
{
    private readonly TemporaryFolder _folder = new();

    private string Events => _folder.File("example.db");

    private string Derived => _folder.File("example.snapshots.db");

    protected override IDatastore CreateDatastore() => new LiteDbDatastore(new LiteDbSettings { Path = Events });

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }

    [Fact]
    public void The_file_is_made_when_it_is_needed_and_keeps_them()
    {
        Snapshot snapshot = new(Sequence, 3, "a", new byte[] { 1, 2, 3 });
        using (LiteDbDatastore datastore = LiteDbDatastore.Open(Events))
        {
            Assert.Null(datastore.SnapshotStore!.Find(Sequence, "a"));
            Assert.False(File.Exists(Derived));
            datastore.SnapshotStore.Put(snapshot, keep: 1);
            Assert.True(File.Exists(Derived));
        }

        Assert.False(File.Exists(Derived + ".wal"));
        using (LiteDbDatastore datastore = LiteDbDatastore.Open(Events))
        {
            Assert.Equal(snapshot, datastore.SnapshotStore!.Find(Sequence, "a"));
        }
    }

    [Fact]
    public void It_can_be_elsewhere_but_not_where_the_events_are()
    {
        string path = _folder.File("other.db");
        using (LiteDbDatastore datastore = LiteDbDatastore.Open(new LiteDbSettings { Path = Events, SnapshotPath = path }))
        {
            datastore.SnapshotStore!.Put(new Snapshot(Sequence, 3, "a", default), keep: 1);
        }

        Assert.True(File.Exists(path));
        Assert.Throws<ArgumentException>(() => LiteDbDatastore.Open(new LiteDbSettings { Path = Events, SnapshotPath = Events }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_damaged_one_is_made_anew(bool isTruncated)
    {
        using (LiteDbDatastore datastore = LiteDbDatastore.Open(Events))
        {
            datastore.SnapshotStore!.Put(new Snapshot(Sequence, 3, "a", new byte[50_000]), keep: 1);
        }

        byte[] bytes = File.ReadAllBytes(Derived);
        for (int i = 8192; i < bytes.Length; i += 100)
        {
            bytes[i] ^= 0xff;
        }

        File.WriteAllBytes(Derived, isTruncated ? bytes[..(bytes.Length / 2)] : bytes);
        using (LiteDbDatastore datastore = LiteDbDatastore.Open(Events))
        {
            // The one that finds it fails; it is the application that makes nothing of it.
            Exception? found = Record.Exception(() => Assert.Null(datastore.SnapshotStore!.Find(Sequence, "a")));
            Assert.True(found is null or not Xunit.Sdk.XunitException);
            Assert.Null(datastore.SnapshotStore!.Find(Sequence, "a"));
            datastore.SnapshotStore.Put(new Snapshot(Sequence, 4, "a", new byte[5]), keep: 1);
            Assert.Equal(4, datastore.SnapshotStore.Find(Sequence, "a")?.Version);
        }
    }

    [Fact]
    public void What_a_killed_process_leaves_is_consistent()
    {
        string copy = _folder.File("copy.db");
        using (LiteDbDatastore datastore = LiteDbDatastore.Open(Events))
        {
            for (int version = 1; version <= 20; version++)
            {
                datastore.SnapshotStore!.Put(new Snapshot(Sequence, version, "a", new byte[3000]), keep: 5);
            }

            // As it lies there while the process lives.
            LockedFile.Copy(Derived, copy);
            LockedFile.Copy(Derived + ".wal", copy + ".wal");
        }

        using (LiteDbDatastore datastore = LiteDbDatastore.Open(new LiteDbSettings { Path = Events, SnapshotPath = copy }))
        {
            Assert.Equal(20, datastore.SnapshotStore!.Find(Sequence, "a")?.Version);
            Assert.Null(datastore.SnapshotStore.Find(Sequence, "a", 15));
        }
    }

    [Fact]
    public void Another_file_of_that_name_is_left_alone()
    {
        File.WriteAllText(Derived, "Not ours at all, but somebody's.");
        using (LiteDbDatastore datastore = LiteDbDatastore.Open(Events))
        {
            Assert.ThrowsAny<Exception>(() => datastore.SnapshotStore!.Find(Sequence, "a"));
        }

        Assert.Equal("Not ours at all, but somebody's.", File.ReadAllText(Derived));
    }

    [Fact]
    public void A_store_of_events_at_its_path_is_left_as_it_is()
    {
        using (LiteDbDatastore others = LiteDbDatastore.Open(Derived))
        {
            others.ActiveRecordStrategy.Append(NumberedItems.Item(1));
        }

        using (LiteDbDatastore datastore = LiteDbDatastore.Open(Events))
        {
            Assert.Throws<InvalidOperationException>(() => datastore.SnapshotStore!.Put(new Snapshot(Sequence, 3, "a", default), keep: 1));
        }

        using LiteDbDatastore again = LiteDbDatastore.Open(Derived);
        Assert.Equal(1, NumberedItems.AssertExactPrefix(again));
    }

    [Fact]
    public void A_store_that_is_only_read_has_none()
    {
        LiteDbDatastore.Open(Events).Dispose();
        using LiteDbDatastore datastore = LiteDbDatastore.Open(new LiteDbSettings { Path = Events, ReadOnly = true });
        Assert.Null(datastore.SnapshotStore);
    }
}
