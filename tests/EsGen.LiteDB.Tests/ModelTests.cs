using CsCheck;
using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>Random appends, reads, closings and deaths, compared with a list in memory.</summary>
public sealed class ModelTests
{
    private static readonly Guid[] Sequences = [Guid.Empty, Guid.AllBitsSet, new("00000000-0000-0000-0000-000000000001")];

    private static readonly Gen<Guid> AnySequence = Gen.OneOf(Sequences);

    private static readonly Gen<SequencedItem> AnyItem =
        Gen.Select(AnySequence, Gen.Long[-3, 30], Gen.Int[0, 4], Gen.Frequency((3, Gen.Int[0, 300]), (1, Gen.Int[0, 12_000])), Gen.Byte)
            .Select((sequenceId, position, topic, length, content) =>
            {
                var data = new byte[length];
                Array.Fill(data, content);
                return new SequencedItem(sequenceId, position, $"Example.Event{topic}", data);
            });

    private static readonly Gen<long?> AnyBound = Gen.OneOf(Gen.Const((long?)null), Gen.Long[-3, 30].Select(static bound => (long?)bound));

    private static readonly Gen<Action<Run>> AnyStep = Gen.Frequency(
        (5, AnyItem.Array[1, 5].Select(static items => (Action<Run>)(run => run.Append(items, tracking: null)))),
        (3, Gen.Select(AnyItem.Array[0, 3], Gen.Int[0, 3], Gen.Long[0, 30]).Select(static (items, name, id) =>
            (Action<Run>)(run => run.Append(items, new Tracking($"follower {name}", id))))),
        (3, Gen.Select(AnySequence, AnyBound, AnyBound, Gen.Int[0, 6], Gen.Bool, Gen.Bool)
            .Select(static (sequenceId, gte, lt, limit, queryAscending, resultsAscending) =>
                (Action<Run>)(run => run.Query(sequenceId, gte, lt, limit == 0 ? null : limit, queryAscending, resultsAscending)))),
        (1, Gen.Select(Gen.Int[-1, 80], Gen.Int[1, 40]).Select(static (after, limit) => (Action<Run>)(run => run.Follow(after, limit)))),
        (1, Gen.Bool.Select(static isKilled => (Action<Run>)(run => run.OpenAgain(isKilled)))));

    [Fact]
    public void A_store_does_what_a_list_would() =>
        Gen.Select(Gen.Int[10, 200], Gen.OneOf(0, 8192, 1 << 20), AnyStep.Array[0, 30]).Sample(
            static (checkpointPages, recentLength, steps) =>
            {
                using Run run = new(new TestFiles { CheckpointPages = checkpointPages, RecentLength = recentLength });
                foreach (var step in steps)
                {
                    step(run);
                }

                run.Verify();
            },
            iter: TestLength.Choose(200, 10_000));

    private sealed class Run(TestFiles files) : IDisposable
    {
        private readonly List<SequencedItem> _model = [];
        private readonly Dictionary<string, long> _trackings = [];
        private readonly TestFiles _files = files;
        private LiteDbDatastore _datastore = files.Open();

        private IActiveRecordStrategy Strategy => _datastore.ActiveRecordStrategy;

        public void Append(SequencedItem[] items, Tracking? tracking)
        {
            if (tracking is { } offered && _trackings.TryGetValue(offered.Name, out var stored) && offered.NotificationId <= stored)
            {
                Assert.Equal(stored, Assert.Throws<TrackingConflictException>(() => Strategy.Append(items, tracking)).StoredId);
                AssertSame();
                return;
            }

            HashSet<(Guid, long)> taken = [.. _model.Select(static item => (item.SequenceId, item.Position))];
            var conflict = Array.FindIndex(items, item => !taken.Add((item.SequenceId, item.Position)));
            var exception = Record.Exception(() => Strategy.Append(items, tracking));
            if (conflict < 0)
            {
                Assert.Null(exception);
                _model.AddRange(items);
                if (tracking is { } accepted)
                {
                    _trackings[accepted.Name] = accepted.NotificationId;
                }
            }
            else
            {
                var refused = Assert.IsType<ConcurrencyException>(exception);
                Assert.Equal((items[conflict].SequenceId, items[conflict].Position), (refused.SequenceId, refused.Position));
            }

            AssertSame();
        }

        public void Query(Guid sequenceId, long? gte, long? lt, int? limit, bool queryAscending, bool resultsAscending)
        {
            var found = _model.Where(item => item.SequenceId == sequenceId && !(item.Position < gte) && !(item.Position >= lt));
            var expected = Sort(Sort(found, queryAscending).Take(limit ?? int.MaxValue), resultsAscending);
            Assert.Equal(
                expected,
                Strategy.GetItems(
                    sequenceId, gte: gte, lt: lt, limit: limit, queryAscending: queryAscending, resultsAscending: resultsAscending));
        }

        public void Follow(int after, int limit) =>
            Assert.Equal(
                _model.Select(static (item, index) => new Notification(index + 1, item)).Skip(after).Take(limit),
                Strategy.GetNotifications(after, limit));

        public void OpenAgain(bool isKilled)
        {
            var (data, log) = _files.Snapshot();
            _datastore.Dispose();
            if (isKilled)
            {
                (_files.Data, _files.Log, _files.LogExists) = (data, log, true);
            }

            _datastore = _files.Open();
            AssertSame();
        }

        public void Verify() => _datastore.Verify();

        public void Dispose() => _datastore.Dispose();

        private void AssertSame()
        {
            Assert.Equal(_model.Count, Strategy.LastNotificationId);
            for (var name = 0; name <= 3; name++)
            {
                Assert.Equal(_trackings.TryGetValue($"follower {name}", out var id) ? id : null, Strategy.GetTracking($"follower {name}"));
            }
        }

        private static IEnumerable<SequencedItem> Sort(IEnumerable<SequencedItem> items, bool ascending) =>
            ascending ? items.OrderBy(static item => item.Position) : items.OrderByDescending(static item => item.Position);
    }
}
