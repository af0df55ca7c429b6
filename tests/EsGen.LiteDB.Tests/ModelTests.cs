using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>Random appends, reads, closings and deaths, compared with a list in memory.</summary>
public sealed class ModelTests
{
    private static readonly Guid[] Sequences = [Guid.Empty, Guid.AllBitsSet, new("00000000-0000-0000-0000-000000000001")];

    [Fact]
    public void A_store_does_what_a_list_would()
    {
        for (var seed = 0; seed < TestLength.Choose(150, 10_000); seed++)
        {
            Run(new Random(seed), seed);
        }
    }

    private static void Run(Random random, int seed)
    {
        List<SequencedItem> model = [];
        TestFiles files = new() { CheckpointPages = random.Next(10, 200) };
        var datastore = files.Open();
        for (var step = 0; step < 30; step++)
        {
            var strategy = datastore.ActiveRecordStrategy;
            switch (random.Next(10))
            {
                case < 5:
                    Append(strategy, model, random);
                    break;
                case < 8:
                    Assert.Equal(Query(model, random, out var query), query(strategy));
                    break;
                case 8:
                    var after = random.Next(-1, model.Count + 2);
                    var expected = model.Select((item, index) => new Notification(index + 1, item)).Skip(after).Take(5);
                    Assert.Equal(expected, strategy.GetNotifications(after, 5));
                    break;
                default:
                    datastore = OpenAgain(files, datastore, isKilled: random.Next(2) == 0);
                    break;
            }

            Assert.True(model.Count == datastore.ActiveRecordStrategy.LastNotificationId, $"seed {seed}, step {step}");
        }

        datastore.Verify();
        datastore.Dispose();
    }

    private static void Append(IActiveRecordStrategy strategy, List<SequencedItem> model, Random random)
    {
        var items = Enumerable.Range(0, random.Next(1, 5)).Select(_ => RandomItem(random)).ToList();
        HashSet<(Guid, long)> taken = [.. model.Select(item => (item.SequenceId, item.Position))];
        var conflict = items.FindIndex(item => !taken.Add((item.SequenceId, item.Position)));
        var exception = Record.Exception(() => strategy.Append(items));
        if (conflict < 0)
        {
            Assert.Null(exception);
            model.AddRange(items);
        }
        else
        {
            var refused = Assert.IsType<ConcurrencyException>(exception);
            Assert.Equal((items[conflict].SequenceId, items[conflict].Position), (refused.SequenceId, refused.Position));
        }
    }

    private static IEnumerable<SequencedItem> Query(
        List<SequencedItem> model, Random random, out Func<IActiveRecordStrategy, IEnumerable<SequencedItem>> query)
    {
        var sequence = Sequences[random.Next(Sequences.Length)];
        long? gte = random.Next(2) == 0 ? null : random.Next(-3, 30);
        long? lt = random.Next(2) == 0 ? null : random.Next(-3, 30);
        int? limit = random.Next(2) == 0 ? null : random.Next(1, 6);
        var (queryAscending, resultsAscending) = (random.Next(2) == 0, random.Next(2) == 0);
        query = strategy => strategy.GetItems(
            sequence, gte: gte, lt: lt, limit: limit, queryAscending: queryAscending, resultsAscending: resultsAscending);

        var found = model.Where(item => item.SequenceId == sequence && !(item.Position < gte) && !(item.Position >= lt));
        var limited = Sort(found, queryAscending).Take(limit ?? int.MaxValue);
        return Sort(limited, resultsAscending);
    }

    private static SequencedItem RandomItem(Random random) =>
        new(Sequences[random.Next(Sequences.Length)], random.Next(-3, 30), $"Example.Event{random.Next(5)}", new byte[random.Next(3000)]);

    private static IEnumerable<SequencedItem> Sort(IEnumerable<SequencedItem> items, bool ascending) =>
        ascending ? items.OrderBy(item => item.Position) : items.OrderByDescending(item => item.Position);

    private static LiteDbDatastore OpenAgain(TestFiles files, LiteDbDatastore datastore, bool isKilled)
    {
        if (!isKilled)
        {
            datastore.Dispose();
            return files.Open();
        }

        TestFiles left = new() { CheckpointPages = files.CheckpointPages, LogExists = true, Data = files.Data, Log = files.Log };
        datastore.Dispose();
        (files.Data, files.Log, files.LogExists) = (left.Data, left.Log, true);
        return files.Open();
    }
}
