using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>What is found of snapshots after the process that took them was killed (kill -9): one that is right, or none; no answer changes.</summary>
public sealed class SnapshotKillTests : IDisposable
{
    private static readonly Guid s_id = new("01900000-0000-7000-8000-000000000001");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_load_is_that_of_the_events_however_far_a_snapshot_got()
    {
        var path = _folder.File("example.db");
        Random random = new(1);
        for (var round = 0; round < TestLength.Choose(4, 200); round++)
        {
            var last = KilledProcess.Run(typeof(SnapshotKillTests).Assembly, TimeSpan.FromMilliseconds(random.Next(150)), "snapshots", path);
            AssertSame(path, last);
        }
    }

    /// <summary>What the process does that is killed.</summary>
    internal static void Write(string path)
    {
        using var datastore = LiteDbDatastore.Open(new LiteDbSettings { Path = path, Durability = Durability.OsBuffered });
        using EventSourcedApplication app = new(datastore);
        var diaries = app.Repository<Diary>();
        if (!diaries.TryGet(s_id, out var diary))
        {
            diaries.Save(diary = new Diary(s_id));
        }

        diaries.TakeSnapshot(s_id);
        using var output = Console.OpenStandardOutput();
        while (true)
        {
            output.Write(System.Text.Encoding.ASCII.GetBytes($"{diary.Version}\n"));
            output.Flush();
            diary.Write(new string((char)('a' + (diary.Version % 26)), 2000));
            diaries.Save(diary);
        }
    }

    private static void AssertSame(string path, long acknowledged)
    {
        using var datastore = LiteDbDatastore.Open(path);
        using LogEntries log = new();
        using EventSourcedApplication app = new(datastore, new() { LoggerFactory = log });
        using EventSourcedApplication without = new(datastore.ActiveRecordStrategy);
        var expected = without.Repository<Diary>()[s_id];
        Assert.InRange(expected.Version, acknowledged, acknowledged + 1);
        Assert.Equal(expected.Describe(), app.Repository<Diary>()[s_id].Describe());
        for (var version = expected.Version; version > 0 && version > expected.Version - 12; version--)
        {
            Assert.Equal(without.Repository<Diary>().Get(s_id, version).Describe(), app.Repository<Diary>().Get(s_id, version).Describe());
        }

        // One was taken before the first line was written, and a process that dies takes nothing back of what the system has.
        Assert.NotNull(datastore.SnapshotStore!.Find(s_id, EntityDescriptionOf<Diary>().State!.Fingerprint));
        Assert.Empty(log.Entries);
    }

    private static CompilerServices.EntityDescription EntityDescriptionOf<T>()
        where T : class, IEventSourced<T> => T.Description;
}
