using System.Text;
using CsCheck;
using EsGen.LiteDB;
using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Saving;

/// <summary>Snapshots change no answer: with and without them, damaged or foreign, every load gives the same.</summary>
public sealed class SnapshotTests : IDisposable
{
    private readonly LiteDbDatastore _datastore = LiteDbDatastore.Open(":memory:");
    private readonly LogEntries _log = new();
    private readonly EventSourcedApplication _app;
    private readonly EventSourcedApplication _without;

    public SnapshotTests()
    {
        _app = new EventSourcedApplication(_datastore, new() { LoggerFactory = _log, PageSize = 3 });
        _without = new EventSourcedApplication(_datastore.ActiveRecordStrategy);
    }

    private ISnapshotStore Store => _datastore.SnapshotStore!;

    private EventSourcedRepository<Ledger> Ledgers => _app.Repository<Ledger>();

    public void Dispose()
    {
        _app.Dispose();
        _without.Dispose();
        _datastore.Dispose();
    }

    [Fact]
    public async Task S7_S8_One_is_taken_after_each_save_that_passes_a_multiple_and_the_newest_stay()
    {
        Ledger ledger = new(Guid.NewGuid(), "main");
        for (int saves = 0; saves < 11; saves++)
        {
            ledger.Book("a", 1m);
            ledger.Book("b", 1m);
            await Ledgers.SaveAsync(ledger);
            await _app.Snapshots.WaitAsync();
        }

        // Saves at 3, 5, 7 … 23: those that pass 5, 10, 15, 20, of which three stay.
        Assert.Equal([null, 11, 15, 21], new long[] { 10, 14, 20, 23 }.Select(version => Find(ledger.Id, version)?.Version));
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task Those_of_entities_are_taken_as_their_events_are_stored()
    {
        Meter meter = _app.Repository<Meter>().Create(Guid.NewGuid());
        for (int reading = 1; reading <= 6; reading++)
        {
            meter.Reading = reading;
            await _app.Snapshots.WaitAsync();
        }

        Assert.Equal(6, Store.Find(meter.Id, GetFingerprint<Meter>())?.Version);
        Assert.Equal(3, Store.Find(meter.Id, GetFingerprint<Meter>(), 5)?.Version);
        Assert.Equal((6, 7), (_app.Repository<Meter>()[meter.Id].Reading, _app.Repository<Meter>()[meter.Id].Version));
        await _app.Repository<Meter>().UpdateAsync(meter.Id, entity => entity.Reading = 9);
        Assert.Equal(9, _app.Repository<Meter>()[meter.Id].Reading);
    }

    [Fact]
    public void S4_S10_Every_load_at_every_version_is_the_same_with_and_without() => Gen.Int[0, 9].Array[1, 40].Sample(
        steps =>
        {
            Ledger ledger = new(Guid.NewGuid(), "main");
            foreach (int step in steps)
            {
                switch (step)
                {
                    case < 6:
                        ledger.Book(step % 2 == 0 ? "a" : "A" + step, step);
                        break;
                    case 6:
                        ledger.Note = ledger.Note is null ? "note" : null;
                        break;
                    default:
                        Ledgers.Save(ledger);
                        _app.Snapshots.WaitAsync().GetAwaiter().GetResult();
                        break;
                }
            }

            if (steps[0] == 9)
            {
                ledger.Close();
            }

            Ledgers.Save(ledger);
            _app.Snapshots.WaitAsync().GetAwaiter().GetResult();
            for (int version = 1; version <= ledger.Version; version++)
            {
                Assert.Equal(_without.Repository<Ledger>().Get(ledger.Id, version).Describe(), Ledgers.Get(ledger.Id, version).Describe());
            }

            bool isThere = _without.Repository<Ledger>().TryGet(ledger.Id, out Ledger? whole);
            Assert.Equal(isThere, Ledgers.TryGet(ledger.Id, out Ledger? restored));
            Assert.Equal(whole?.Describe(), restored?.Describe());
            Assert.Equal(whole?.Describe(), Ledgers.TryGetAsync(ledger.Id).AsTask().GetAwaiter().GetResult()?.Describe());
            Assert.Empty(_log.Entries);
        },
        iter: 100,
        threads: 1);

    [Fact]
    public void A_load_reads_the_snapshot_and_what_is_behind_it()
    {
        Ledger ledger = Stored(23);
        Ledgers.TakeSnapshot(ledger.Id);
        ledger.Book("a", 5m);
        Ledgers.Save(ledger);

        // The state of the snapshot is believed: here it says something that no event does.
        Snapshot snapshot = Find(ledger.Id)!.Value;
        Assert.Equal(23, snapshot.Version);
        Ledger loaded = Ledgers[ledger.Id];
        Assert.Equal(ledger.Describe(), loaded.Describe());
        loaded.Book("b", 1m);
        Ledgers.Save(loaded);
        Assert.Equal(25, _without.Repository<Ledger>()[ledger.Id].Version);
        Assert.Throws<ArgumentOutOfRangeException>(() => Ledgers.Get(ledger.Id, 26));
        Assert.Throws<InvalidOperationException>(() => Ledgers.Get(ledger.Id, 24).Book("x", 1m));
    }

    [Fact]
    public async Task S1_S2_By_hand()
    {
        Assert.Throws<EntityNotFoundException>(() => Ledgers.TakeSnapshot(Guid.NewGuid()));
        Ledger ledger = Stored(3);
        await Ledgers.TakeSnapshotAsync(ledger.Id);
        Snapshot first = Find(ledger.Id)!.Value;
        Assert.Equal(3, first.Version);
        await Ledgers.TakeSnapshotAsync(ledger.Id);
        Assert.Equal(first, Find(ledger.Id));
    }

    [Fact]
    public void S9_Where_none_are_taken_the_call_says_how_they_would_be()
    {
        Assert.Contains("[Snapshot(Every = …)]", Assert.Throws<InvalidOperationException>(() => _app.Repository<Account>().TakeSnapshot(Guid.NewGuid())).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => _without.Repository<Ledger>().TakeSnapshot(Stored(1).Id));
    }

    [Fact]
    public async Task S6_One_of_a_discarded_entity_is_nothing()
    {
        Ledger ledger = Stored(3);
        ledger.Book("a", 1m);
        ledger.Close();
        Ledgers.Save(ledger);
        await _app.Snapshots.WaitAsync();
        Assert.Equal(5, Find(ledger.Id)?.Version);
        Assert.False(Ledgers.TryGet(ledger.Id, out _));
        Assert.Throws<EntityNotFoundException>(() => Ledgers[ledger.Id]);
        Assert.True(Ledgers.Get(ledger.Id, 5).IsDiscarded);
    }

    private static readonly (string What, string Reason)[] s_untrusted =
    [
        ("damaged", "it is damaged"),
        ("truncated", "it has a form that this build doesn't know"),
        ("empty", "it has a form that this build doesn't know"),
        ("form", "it has a form that this build doesn't know"),
        ("of another entity", "it is of another entity"),
        ("of another version", "it is of another version"),
        ("of another history", "it was made of other events than the store has"),
        ("from the future", "the store has not so many events"),
    ];

    public static TheoryData<string, string, bool> Untrusted
    {
        get
        {
            TheoryData<string, string, bool> data = [];
            foreach ((string what, string reason) in s_untrusted)
            {
                data.Add(what, reason, false);
                data.Add(what, reason, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Untrusted))]
    public async Task One_that_can_t_be_trusted_is_ignored_with_one_entry_in_the_log_and_taken_anew(string what, string reason, bool isAsync)
    {
        Ledger ledger = Stored(8);
        Ledgers.TakeSnapshot(ledger.Id);
        Snapshot own = Find(ledger.Id)!.Value;
        Store.Delete(ledger.Id);
        byte[] data = own.Data.ToArray();
        Ledger other = Stored(8);
        Ledgers.TakeSnapshot(other.Id);
        byte[] ofOther = Find(other.Id)!.Value.Data.ToArray();
        Snapshot untrusted = what switch
        {
            "damaged" => own with { Data = Change(data, data.Length - 3) },
            "truncated" => own with { Data = data.AsMemory(0, 20) },
            "empty" => own with { Data = default },
            "form" => own with { Data = Change(data, 0) },
            "of another entity" => own with { Data = ofOther },
            "of another version" => own with { Version = 7 },
            "of another history" => Elsewhere(ledger.Id, 8),
            "from the future" => Elsewhere(ledger.Id, 12),
            _ => throw new ArgumentException(what),
        };
        Store.Put(untrusted, keep: 0);

        Ledger loaded = isAsync ? await Ledgers.GetAsync(ledger.Id) : Ledgers[ledger.Id];
        Assert.Equal(_without.Repository<Ledger>()[ledger.Id].Describe(), loaded.Describe());
        Assert.Contains(reason, Assert.Single(_log.Entries), StringComparison.Ordinal);

        // Whatever version it claimed, the new one is in its place.
        await _app.Snapshots.WaitAsync();
        Assert.Equal(own, Find(ledger.Id));
        Assert.Equal(ledger.Describe(), Ledgers[ledger.Id].Describe());
        ledger.Book("a", 1m);
        ledger.Book("a", 1m);
        Ledgers.Save(ledger);
        await _app.Snapshots.WaitAsync();
        Assert.Equal(10, Find(ledger.Id)?.Version);
        Assert.Equal(ledger.Describe(), (await Ledgers.GetAsync(ledger.Id)).Describe());
        Assert.Single(_log.Entries);
    }

    [Fact]
    public async Task A_store_that_gives_nothing_but_damaged_ones_is_asked_once_a_load()
    {
        using EventSourcedApplication app = new(new DatastoreWithSnapshots(_datastore, new DamagingStore(Store)), new() { LoggerFactory = _log });
        Ledger ledger = Stored(8);
        app.Repository<Ledger>().TakeSnapshot(ledger.Id);
        for (int load = 1; load <= 3; load++)
        {
            Assert.Equal(ledger.Describe(), app.Repository<Ledger>()[ledger.Id].Describe());
            await app.Snapshots.WaitAsync();
            Assert.Equal(load, _log.Entries.Count);
        }
    }

    [Fact]
    public void Another_fingerprint_is_another_build_s()
    {
        Ledger ledger = Stored(8);
        Ledgers.TakeSnapshot(ledger.Id);
        Snapshot own = Find(ledger.Id)!.Value;
        Store.Delete(ledger.Id);
        Store.Put(own with { Fingerprint = "another" }, keep: 0);
        Assert.Equal(ledger.Describe(), Ledgers[ledger.Id].Describe());
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task A_store_that_fails_costs_time_only()
    {
        using EventSourcedApplication app = new(new DatastoreWithSnapshots(_datastore, new FailingStore()), new() { LoggerFactory = _log });
        Ledger ledger = new(Guid.NewGuid(), "main");
        for (int i = 0; i < 5; i++)
        {
            ledger.Book("a", 1m);
        }

        app.Repository<Ledger>().Save(ledger);
        await app.Snapshots.WaitAsync();
        Assert.Contains("could be read", _log.Entries.First(), StringComparison.Ordinal);
        Assert.Contains("was taken", _log.Entries.Last(), StringComparison.Ordinal);
        Assert.Equal(ledger.Describe(), app.Repository<Ledger>()[ledger.Id].Describe());
    }

    [Fact]
    public async Task Disposing_ends_the_work_and_waits_for_it()
    {
        BlockingStore blocking = new();
        EventSourcedApplication app = new(new DatastoreWithSnapshots(_datastore, blocking));
        Ledger[] ledgers = [.. Enumerable.Range(0, 5).Select(_ => new Ledger(Guid.NewGuid(), "main"))];
        foreach (Ledger ledger in ledgers)
        {
            for (int i = 0; i < 5; i++)
            {
                ledger.Book("a", 1m);
            }

            app.Repository<Ledger>().Save(ledger);
        }

        await blocking.IsPutting.Task;
        Task disposing = Task.Run(app.Dispose);
        await blocking.IsEnding.Task;
        Assert.NotSame(disposing, await Task.WhenAny(disposing, Task.Delay(50)));
        blocking.MayPut.SetResult();
        await disposing;
        Assert.Equal(1, blocking.Puts);
    }

    private static string GetFingerprint<T>()
        where T : class, IEventSourced<T> => T.Description.State!.Fingerprint;

    private Snapshot? Find(Guid id, long version = long.MaxValue) => Store.Find(id, GetFingerprint<Ledger>(), version);

    private Ledger Stored(int events)
    {
        Ledger ledger = new(Guid.NewGuid(), "main");
        while (ledger.Version < events)
        {
            ledger.Book($"a{ledger.Version % 3}", ledger.Version);
        }

        _without.Repository<Ledger>().Save(ledger);
        return Ledgers[ledger.Id];
    }

    private static byte[] Change(byte[] data, int at)
    {
        data[at] ^= 0x40;
        return data;
    }

    /// <summary>A snapshot of another store that has an entity of the same id.</summary>
    private static Snapshot Elsewhere(Guid id, int events)
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(":memory:");
        using EventSourcedApplication app = new(datastore);
        Ledger ledger = new(id, "other");
        while (ledger.Version < events)
        {
            ledger.Book("b", 1m);
        }

        app.Repository<Ledger>().Save(ledger);
        app.Repository<Ledger>().TakeSnapshot(id);
        return datastore.SnapshotStore!.Find(id, GetFingerprint<Ledger>())!.Value;
    }

    private sealed class DamagingStore(ISnapshotStore snapshots) : ISnapshotStore
    {
        public Snapshot? Find(Guid sequenceId, string fingerprint, long atOrBelow = long.MaxValue) =>
            snapshots.Find(sequenceId, fingerprint, atOrBelow) is { } snapshot
                ? snapshot with { Data = Change(snapshot.Data.ToArray(), snapshot.Data.Length - 3) }
                : null;

        public void Put(Snapshot snapshot, int keep) => snapshots.Put(snapshot, keep);

        public void Delete(Guid sequenceId) => snapshots.Delete(sequenceId);
    }

    private sealed class FailingStore : ISnapshotStore
    {
        public Snapshot? Find(Guid sequenceId, string fingerprint, long atOrBelow = long.MaxValue) => throw new IOException("The disk is gone.");

        public void Put(Snapshot snapshot, int keep) => throw new IOException("The disk is gone.");

        public void Delete(Guid sequenceId) => throw new IOException("The disk is gone.");
    }

    private sealed class BlockingStore : ISnapshotStore
    {
        public TaskCompletionSource IsPutting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource MayPut { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource IsEnding { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Puts { get; private set; }

        public Snapshot? Find(Guid sequenceId, string fingerprint, long atOrBelow = long.MaxValue) => null;

        public void Put(Snapshot snapshot, int keep)
        {
            Puts++;
            IsPutting.TrySetResult();
            MayPut.Task.Wait();
        }

        public ValueTask PutAsync(Snapshot snapshot, int keep, CancellationToken cancellationToken)
        {
            cancellationToken.Register(() => IsEnding.TrySetResult());
            Put(snapshot, keep);
            return ValueTask.CompletedTask;
        }

        public void Delete(Guid sequenceId)
        {
        }
    }
}
