using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>What is left of a store that has lost a page comes out, and nothing else.</summary>
public sealed class SalvageTests
{
    private static Dictionary<string, Func<DamagedStore>> Stores { get; } = new()
    {
        ["closed"] = static () => DamagedStore.Closed(600, 7, static _ => 200),
        ["killed"] = static () => DamagedStore.Killed(300, 60),
        ["large events"] = static () => DamagedStore.Closed(100, 30, static id => id % 10 == 0 ? 20_000 : 2500),
    };

    public static TheoryData<string> StoreNames => [.. Stores.Keys];

    [Theory, MemberData(nameof(StoreNames))]
    public void Of_a_store_without_damage_everything_comes_out_by_its_ids(string name)
    {
        var store = Stores[name]();
        var (report, stored, setAside) = store.Salvage();

        Assert.True(report.IsComplete);
        Assert.Equal(store.Count, report.StoredCount);
        Assert.Empty(setAside);
        Assert.Equal(store.Trackings, report.Trackings);
        Assert.Equal(Enumerable.Range(1, store.Count).Select(id => new Notification(id, store.Item(id))), stored);
    }

    [Theory, MemberData(nameof(StoreNames))]
    public void Whatever_page_is_lost_everything_comes_out_whose_bytes_still_exist_and_nothing_else(string name)
    {
        var store = Stores[name]();
        var copies = store.Copies();
        Random random = new(11);
        var (lost, certain) = (0, 0);
        foreach (var kind in Enumerable.Range(0, TestLength.Choose(1, 2)))
        {
            foreach (var page in store.Pages())
            {
                var damaged = store.Without(page, isGarbled: (page.Number + kind) % 2 == 0, random);
                var expected = Enumerable.Range(1, store.Count).Where(id => copies[id].Any(pages => !pages.Contains(page))).ToList();

                // What was appended last, and isn't known to have been synced, may never have been acknowledged.
                if (page.IsLog)
                {
                    expected.RemoveAll(id => id > store.Count - store.LastAppend);
                }

                var (report, stored, setAside) = damaged.Salvage();

                var found = stored.Select(static notification => notification.Item).Concat(setAside.Select(static notification => notification.Item)).ToList();
                var ids = found.Select(item => DamagedStore.IdOf(item)).Order().ToList();
                Assert.All(found, item => Assert.Equal(store.Item(DamagedStore.IdOf(item)), item));
                Assert.Equal(ids.Distinct(), ids);
                Assert.Empty(expected.Except(ids));
                if (!page.IsLog && name != "killed")
                {
                    Assert.Equal(expected, ids);
                }

                lost += store.Count - ids.Count;
                AssertReport(store, report, ids, stored, setAside);
                AssertTrackings(store, report, page);
                certain += report.AreTrackingsCertain ? 1 : 0;
            }
        }

        // Else nothing would ever be certain.
        Assert.InRange(certain, 1, int.MaxValue);

        // Else every event would be there twice, in pages that have nothing to do with each other.
        Assert.InRange(lost, name == "large events" ? 0 : 1, 10_000);
    }

    [Fact]
    public void Zeros_behind_a_log_are_the_space_that_it_keeps_and_make_nothing_uncertain()
    {
        var store = Stores["killed"]();
        var (report, _, _) = (store with { Log = [.. store.Log!, .. new byte[(3 * LogFrame.Length) + 5]] }).Salvage();
        Assert.True(report.IsComplete);
        Assert.Equal(store.Trackings, report.Trackings);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(LogFrame.Length)]
    [InlineData(LogFrame.Length + 1)]
    public void Anything_else_behind_a_log_may_have_been_a_tracking(int length)
    {
        var store = Stores["killed"]();
        var rest = new byte[length];
        rest[^1] = 1;
        Assert.False((store with { Log = [.. store.Log!, .. rest] }).Salvage().Report.AreTrackingsCertain);
    }

    [Fact]
    public void Without_its_log_a_store_that_was_not_closed_has_no_certain_trackings()
    {
        var store = Stores["killed"]();
        Assert.False((store with { Log = null }).Salvage().Report.IsComplete);
        Assert.False((store with { Log = [] }).Salvage().Report.IsComplete);
    }

    [Theory, MemberData(nameof(StoreNames))]
    public void Of_a_store_that_was_cut_off_the_trackings_are_exact_or_uncertain(string name)
    {
        var store = Stores[name]();
        for (var length = store.Data.Length - DataPage.Length; length > 0; length -= DataPage.Length)
        {
            var (report, _, _) = (store with { Data = store.Data[..length] }).Salvage();
            if (report.AreTrackingsCertain)
            {
                Assert.Equal(store.Trackings, report.Trackings);
            }
        }
    }

    [Fact]
    public void Of_two_versions_of_a_tracking_the_newest_counts_wherever_it_is()
    {
        SalvagedTrackings trackings = new();
        trackings.Add((new Tracking("one", 5), -1, 2));
        trackings.Add((new Tracking("one", 9), -1, 3));
        trackings.Add((new Tracking("one", 3), -1, 1));
        Assert.Equal([new Tracking("one", 9)], trackings.All());
    }

    [Fact]
    public void A_flipped_bit_costs_no_event_that_is_in_another_block_too()
    {
        var store = Stores["closed"]();
        var copies = store.Copies();
        var certain = Enumerable.Range(1, store.Count).Count(id => copies[id].Count() > 1);
        Random random = new(3);
        for (var trial = 0; trial < TestLength.Choose(20, 500); trial++)
        {
            byte[] data = [.. store.Data];
            data[random.Next(DataPage.Length, data.Length)] ^= (byte)(1 << random.Next(8));

            var (report, stored, setAside) = (store with { Data = data }).Salvage();

            Assert.InRange(report.StoredCount + report.SetAsideCount, certain, store.Count);
            Assert.All(stored.Concat(setAside), notification => Assert.Equal(store.Item(DamagedStore.IdOf(notification.Item)), notification.Item));
        }
    }

    /// <summary>Asserts that every event that isn't there is named, and that a sequence ends where its first hole is.</summary>
    private static void AssertReport(
        DamagedStore store, SalvageReport report, List<int> ids, IReadOnlyList<Notification> stored, List<Notification> setAside)
    {
        var missing = report.MissingNotifications.SelectMany(static range => Enumerable.Range((int)range.FirstId, (int)(range.LastId - range.FirstId + 1)));
        var lastKnown = report.MissingNotifications is [.., var last] ? Math.Max(last.LastId, ids[^1]) : ids[^1];
        Assert.Equal(Enumerable.Range(1, (int)lastKnown).Except(ids), missing);
        foreach (var known in report.MissingNotifications.Where(static range => range.SequenceId is not null))
        {
            var item = store.Item((int)known.FirstId);
            Assert.Equal((item.SequenceId, item.Position), (known.SequenceId, known.Position));
            Assert.True(known.Topic is null || known.Topic == item.Topic);
        }

        Assert.All(setAside, notification => Assert.Equal(notification.Item, store.Item((int)notification.Id)));
        foreach (var sequence in setAside.GroupBy(static notification => notification.Item.SequenceId))
        {
            var holes = report.MissingPositions.Where(hole => hole.SequenceId == sequence.Key).ToList();
            Assert.NotEmpty(holes);
            Assert.All(sequence, notification => Assert.True(notification.Item.Position > holes[0].Last));
            Assert.DoesNotContain(stored, notification => notification.Item.SequenceId == sequence.Key && notification.Item.Position >= holes[0].First);
        }
    }

    /// <summary>Asserts that trackings are those of the store or aren't called certain; of a closed store, that they are if they can be.</summary>
    private static void AssertTrackings(DamagedStore store, SalvageReport report, Page lost)
    {
        if (store.Log is null)
        {
            Assert.Equal(lost.Number != 0 && !store.SaysWhatIsTracked(lost), report.AreTrackingsCertain);
        }

        // What was appended last and left no trace is as if it had never been.
        var mayBeBeforeLast = lost.IsLog && LogFrame.OffsetOf(lost.Number + 1) == store.Log!.Length;

        // Any other frame may have had the newest version of one.
        Assert.False(lost.IsLog && !mayBeBeforeLast && report.AreTrackingsCertain);
        if (report.AreTrackingsCertain && !(mayBeBeforeLast && report.Trackings.SequenceEqual(store.TrackingsBeforeLast)))
        {
            Assert.Equal(store.Trackings, report.Trackings);
        }
    }

    /// <summary>The files of a store with <see cref="NumberedItems"/>.</summary>
    internal sealed record DamagedStore(byte[] Data, byte[]? Log, int Count, int LastAppend, Func<int, int> LengthOf)
    {
        /// <summary>Those of the store, by their names.</summary>
        public IReadOnlyList<Tracking> Trackings { get; private init; } = [];

        /// <summary>Those that it had before the last append.</summary>
        public IReadOnlyList<Tracking> TrackingsBeforeLast { get; private init; } = [];

        public static DamagedStore Closed(int count, int append, Func<int, int> lengthOf)
        {
            TestFiles files = new();
            SortedDictionary<string, Tracking> trackings = new(StringComparer.Ordinal);
            using (var datastore = files.Open())
            {
                foreach (var ids in Enumerable.Range(1, count).Chunk(append))
                {
                    datastore.ActiveRecordStrategy.Append(
                        [.. ids.Select(id => NumberedItems.Item(id, lengthOf(id)))], Next(trackings, "with events", ids[^1]));
                    datastore.ActiveRecordStrategy.Append([], Next(trackings, $"alone {ids[0] % 5}", ids[0]));
                }
            }

            return new DamagedStore(files.Data, Log: null, count, append, lengthOf) { Trackings = [.. trackings.Values] };
        }

        public static DamagedStore Killed(int closedCount, int singleCount)
        {
            TestFiles files = new() { CheckpointPages = 100_000 };
            SortedDictionary<string, Tracking> trackings = new(StringComparer.Ordinal);
            using (var datastore = files.Open())
            {
                datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, closedCount), Next(trackings, "closed", closedCount));
                datastore.ActiveRecordStrategy.Append([], Next(trackings, "with events", closedCount));
            }

            using var again = files.Open();
            var id = closedCount + 1;
            for (; id <= closedCount + singleCount; id++)
            {
                again.ActiveRecordStrategy.Append([NumberedItems.Item(id)], id % 2 == 0 ? Next(trackings, "with events", id) : null);
                if (id % 5 == 0)
                {
                    again.ActiveRecordStrategy.Append([], Next(trackings, $"alone {id % 3}", id));
                }
            }

            Tracking[] beforeLast = [.. trackings.Values];
            again.ActiveRecordStrategy.Append(NumberedItems.Items(id, 30), Next(trackings, "with events", id + 29));

            // Until it is refused nothing is folded any more.
            Assert.Throws<ConcurrencyException>(() => again.ActiveRecordStrategy.Append(NumberedItems.Item(1)));
            var (data, log) = files.Snapshot();
            return new DamagedStore(data, log, id + 29, LastAppend: 30, static _ => 200)
            {
                Trackings = [.. trackings.Values],
                TrackingsBeforeLast = beforeLast,
            };
        }

        private static Tracking Next(SortedDictionary<string, Tracking> trackings, string name, long id) =>
            trackings[name] = new Tracking(name, id);

        public SequencedItem Item(int id) => NumberedItems.Item(id, LengthOf(id));

        public static int IdOf(SequencedItem item) => (int)item.Timestamp.Subtract(DateTimeOffset.UnixEpoch).Ticks;

        public IEnumerable<Page> Pages()
        {
            for (var number = 0; number < Data.Length / DataPage.Length; number++)
            {
                yield return new Page(IsLog: false, number);
            }

            for (var number = 0; number < (Log?.Length / LogFrame.Length) - 1; number++)
            {
                yield return new Page(IsLog: true, number);
            }
        }

        /// <summary>The pages of which each copy of an event is made, by the event's id.</summary>
        public ILookup<int, HashSet<Page>> Copies()
        {
            Dictionary<uint, Page> newest = [];
            foreach (var page in Pages())
            {
                newest[page.IsLog ? DataPage.Id(Content(page)) : (uint)page.Number] = page;
            }

            List<(int Id, HashSet<Page> Pages)> copies = [];
            foreach (var (id, page) in newest)
            {
                for (var slot = 0; slot < DataBlock.SlotsOf(Content(page)); slot++)
                {
                    if (DataBlock.Read(Content(page), slot) is { IsContinuation: false })
                    {
                        copies.AddRange(CopiesIn(newest, new DataBlock.Address(id, (byte)slot)));
                    }
                }
            }

            return copies.ToLookup(static copy => copy.Id, static copy => copy.Pages);
        }

        /// <summary>Whether a page of the closed file has the beginning of a tracking, or of what is noted of all of them.</summary>
        public bool SaysWhatIsTracked(Page page)
        {
            for (var slot = 0; slot < DataBlock.SlotsOf(Content(page)); slot++)
            {
                if (DataBlock.Read(Content(page), slot) is { IsContinuation: false } block)
                {
                    byte[] bytes = [.. Content(page)[block.Content]];
                    if (StoredTrackings.TryRead(bytes) is not null || MetaDocument.NotedIn(bytes) is not null)
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        public DamagedStore Without(Page page, bool isGarbled, Random random)
        {
            DamagedStore damaged = this with { Data = [.. Data], Log = Log is null ? null : [.. Log] };
            var bytes = page.IsLog
                ? damaged.Log.AsSpan((int)LogFrame.OffsetOf(page.Number), LogFrame.Length)
                : damaged.Data.AsSpan(page.Number * DataPage.Length, DataPage.Length);
            bytes.Clear();
            if (isGarbled)
            {
                random.NextBytes(bytes);
            }

            return damaged;
        }

        public (SalvageReport Report, IReadOnlyList<Notification> Stored, List<Notification> SetAside) Salvage()
        {
            List<Notification> setAside = [];
            using var data = FileOf(Data);
            using var log = Log is null ? null : FileOf(Log);
            using var store = LiteDbDatastore.Open(":memory:");
            var report = StoreSalvage.Write(new SalvagedPages("damaged.db", data, log), store.ActiveRecordStrategy, setAside.Add, CancellationToken.None);
            Assert.Equal(setAside.Count, report.SetAsideCount);
            Assert.All(Trackings.Except(report.IsComplete ? report.Trackings : []), absent =>
                Assert.NotEqual(absent.NotificationId, store.ActiveRecordStrategy.GetTracking(absent.Name)));
            Assert.All(report.Trackings, found =>
                Assert.Equal(report.IsComplete ? found.NotificationId : null, store.ActiveRecordStrategy.GetTracking(found.Name)));
            return (report, NumberedItems.AllNotifications(store.ActiveRecordStrategy), setAside);
        }

        private static FileInMemory FileOf(byte[] content)
        {
            FileInMemory file = new();
            file.Write(0, content);
            return file;
        }

        private ReadOnlySpan<byte> Content(Page page) => page.IsLog
            ? Log.AsSpan((int)LogFrame.OffsetOf(page.Number), DataPage.Length)
            : Data.AsSpan(page.Number * DataPage.Length, DataPage.Length);

        private IEnumerable<(int Id, HashSet<Page> Pages)> CopiesIn(Dictionary<uint, Page> newest, DataBlock.Address first)
        {
            List<byte> bytes = [];
            HashSet<Page> pages = [];
            for (DataBlock.Address? next = first; next is { } place;)
            {
                var page = newest[place.Page];
                var block = DataBlock.Read(Content(page), place.Slot)!.Value;
                bytes.AddRange(Content(page)[block.Content]);
                pages.Add(page);
                next = block.Next;
            }

            // A block is there whole or not at all.
            foreach (var packed in new SalvagedPiece([.. bytes], isBeginning: true, isAsWritten: true, new TopicCache()).Events)
            {
                yield return ((int)packed.Id, pages);
            }
        }
    }

    /// <summary>A page of the data file, or that of a frame of the log.</summary>
    internal readonly record struct Page(bool IsLog, int Number);
}
