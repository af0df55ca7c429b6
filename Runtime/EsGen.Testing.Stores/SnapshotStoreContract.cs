using System.Text;
using Xunit;

namespace EsGen.Testing.Stores;

/// <summary>
/// What every store of snapshots must do. Each store's test project derives from this class and says how to create a datastore. S1, S2 and
/// so on are the lines of the contract that a test stands for; those that are the application's to keep are none of a store's.
/// </summary>
public abstract class SnapshotStoreContract : IDisposable
{
    private readonly Lazy<IDatastore> _datastore;

    /// <summary>Opens the datastore when a test first needs it.</summary>
    protected SnapshotStoreContract() => _datastore = new(() =>
    {
        IDatastore datastore = CreateDatastore();
        datastore.SetupConnection();
        datastore.SetupTables();
        return datastore;
    });

    /// <summary>The store of a datastore that is set up and was empty when the test began.</summary>
    protected ISnapshotStore Store => _datastore.Value.SnapshotStore!;

    /// <summary>A sequence of this test's own.</summary>
    protected Guid Sequence { get; } = Guid.NewGuid();

    /// <summary>Another one.</summary>
    protected Guid OtherSequence { get; } = Guid.NewGuid();

    /// <summary>Closes the datastore; xunit calls it after each test.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Creates a datastore over a new and empty database, not yet set up.</summary>
    protected abstract IDatastore CreateDatastore();

    /// <summary>Override to remove what a test has left behind, after a call of this one.</summary>
    /// <param name="disposing">True.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _datastore.IsValueCreated)
        {
            _datastore.Value.Dispose();
        }
    }

    private static Snapshot Make(Guid sequenceId, long version, string fingerprint = "a", string text = "state") =>
        new(sequenceId, version, fingerprint, Encoding.UTF8.GetBytes($"{text} {version} {fingerprint}"));

    [Fact]
    public void S1_Nothing_is_found_where_nothing_was_put()
    {
        Assert.Null(Store.Find(Sequence, "a"));
        Store.Put(Make(OtherSequence, 5), keep: 10);
        Assert.Null(Store.Find(Sequence, "a"));
        Assert.Null(Store.Find(OtherSequence, "b"));
        Store.Delete(Sequence);
    }

    [Fact]
    public void S2_What_was_put_twice_is_there_once_as_it_was_put_last()
    {
        Store.Put(Make(Sequence, 5, text: "first"), keep: 10);
        Store.Put(Make(Sequence, 5, text: "second"), keep: 10);
        Assert.Equal(Make(Sequence, 5, text: "second"), Store.Find(Sequence, "a"));
        Assert.Null(Store.Find(Sequence, "a", atOrBelow: 4));
    }

    [Fact]
    public void S4_S7_The_newest_at_or_below_a_version_is_found()
    {
        foreach (long version in new long[] { 4, 2, 6 })
        {
            Store.Put(Make(Sequence, version), keep: 0);
        }

        Assert.Equal(
            [null, 2, 2, 4, 4, 6, 6],
            Enumerable.Range(1, 7).Select(version => Store.Find(Sequence, "a", atOrBelow: version)?.Version));
        Assert.Equal(6, Store.Find(Sequence, "a")?.Version);
    }

    [Fact]
    public void What_was_found_before_is_not_found_any_more_when_there_is_another()
    {
        Store.Put(Make(Sequence, 5), keep: 2);
        Store.Put(Make(Sequence, 5, "b"), keep: 2);
        Assert.Equal((5, 5), (Store.Find(Sequence, "a")?.Version, Store.Find(Sequence, "b")?.Version));
        Store.Put(Make(Sequence, 4), keep: 2);
        Assert.Equal((5, 4), (Store.Find(Sequence, "a")?.Version, Store.Find(Sequence, "a", 4)?.Version));
        Store.Put(Make(Sequence, 5, text: "another"), keep: 2);
        Assert.Equal(Make(Sequence, 5, text: "another"), Store.Find(Sequence, "a"));
        Store.Put(Make(Sequence, 9), keep: 1);
        Assert.Equal((null, 9), (Store.Find(Sequence, "a", 8)?.Version, Store.Find(Sequence, "a")?.Version));
        Store.Delete(Sequence);
        Assert.Null(Store.Find(Sequence, "a"));
        Assert.Null(Store.Find(Sequence, "b"));
    }

    [Fact]
    public void S3_S5_S6_One_is_what_was_put_whatever_the_events_are()
    {
        // No event was ever stored; a discarded entity's state is empty.
        Snapshot empty = new(Sequence, 3, "a", default);
        Store.Put(empty, keep: 1);
        Store.Put(Make(OtherSequence, 7), keep: 1);
        Assert.Equal(empty, Store.Find(Sequence, "a"));
        Assert.Equal(
            (OtherSequence, 7L, "a"),
            Store.Find(OtherSequence, "a") is { } found ? (found.SequenceId, found.Version, found.Fingerprint) : default);
        Assert.Equal(0, _datastore.Value.ActiveRecordStrategy.LastNotificationId);
    }

    [Fact]
    public void S10_One_of_an_earlier_version_may_be_put_later()
    {
        Store.Put(Make(Sequence, 9), keep: 2);
        Store.Put(Make(Sequence, 5), keep: 2);
        Assert.Equal(
            (9, 5, null),
            (Store.Find(Sequence, "a")?.Version, Store.Find(Sequence, "a", 8)?.Version, Store.Find(Sequence, "a", 4)?.Version));
    }

    [Fact]
    public void As_many_stay_as_are_to_be_kept()
    {
        for (int version = 1; version <= 30; version++)
        {
            Store.Put(Make(Sequence, version), keep: 3);
            Store.Put(Make(OtherSequence, version), keep: 0);
        }

        Assert.Equal([null, 28, 29, 30], new long[] { 27, 28, 29, 30 }.Select(version => Store.Find(Sequence, "a", version)?.Version));
        Assert.Equal(1, Store.Find(OtherSequence, "a", 1)?.Version);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Two_builds_that_run_beside_each_other_keep_their_newest(int keep)
    {
        for (int version = 1; version <= 10; version++)
        {
            Store.Put(Make(Sequence, version, "old"), keep);
        }

        Store.Put(Make(Sequence, 10, "new"), keep);
        Assert.Equal(Make(Sequence, 10, "old"), Store.Find(Sequence, "old"));
        Assert.Null(Store.Find(Sequence, "old", 9));
        Store.Put(Make(Sequence, 12, "old"), keep);
        Store.Put(Make(Sequence, 11, "new"), keep);
        Store.Put(Make(Sequence, 14, "new"), keep);
        Assert.Equal(Make(Sequence, 12, "old"), Store.Find(Sequence, "old"));
        Assert.Equal(Make(Sequence, 11, "new"), Store.Find(Sequence, "new", 13));
        Assert.Equal(Make(Sequence, 14, "new"), Store.Find(Sequence, "new"));
    }

    [Fact]
    public void Of_many_other_builds_the_two_stay_that_have_got_farthest()
    {
        foreach ((long version, string build) in new[] { (1L, "a"), (4L, "b"), (3L, "c"), (2L, "d") })
        {
            Store.Put(Make(Sequence, version, build), keep: 0);
        }

        Store.Put(Make(OtherSequence, 1, "a"), keep: 0);
        Store.Put(Make(Sequence, 5, "e"), keep: 0);
        Assert.Equal(
            [null, 4, 3, null, 5],
            "abcde".Select(build => Store.Find(Sequence, $"{build}")?.Version));
        Assert.Equal(1, Store.Find(OtherSequence, "a")?.Version);
    }

    [Fact]
    public async Task All_of_a_sequence_can_be_deleted()
    {
        Store.Put(Make(Sequence, 1), keep: 0);
        await Store.PutAsync(Make(Sequence, 2, "b"), keep: 0);
        Store.Put(Make(OtherSequence, 1), keep: 0);
        await Store.DeleteAsync(Sequence);
        Assert.Null(await Store.FindAsync(Sequence, "a"));
        Assert.Null(Store.Find(Sequence, "b"));
        Assert.Equal(Make(OtherSequence, 1), await Store.FindAsync(OtherSequence, "a"));
    }

    [Fact]
    public void Data_of_any_bytes_and_size_comes_back()
    {
        byte[] large = new byte[1_000_000];
        new Random(7).NextBytes(large);
        Store.Put(new Snapshot(Sequence, long.MaxValue, new string('f', 100), large), keep: 1);
        Store.Put(new Snapshot(Sequence, 0, "é\"", Array.Empty<byte>()), keep: 1);
        Assert.Equal(large, Store.Find(Sequence, new string('f', 100))?.Data.ToArray());
        Assert.Equal(0, Store.Find(Sequence, "é\"")?.Data.Length);
    }

    [Fact]
    public void Many_can_put_and_find_at_once() => Parallel.For(0, 200, index =>
    {
        Guid sequence = index % 2 == 0 ? Sequence : OtherSequence;
        Store.Put(Make(sequence, index + 1), keep: 5);
        Assert.True(Store.Find(sequence, "a")?.Version >= 1);
    });
}
