using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>Memory doesn't depend on how long a stream is or on how many notifications there are.</summary>
/// <remarks>Alone: the memory of the process is measured.</remarks>
[Collection(nameof(SizeTests))]
[CollectionDefinition(nameof(SizeTests), DisableParallelization = true)]
public sealed class SizeTests : IDisposable
{
    private const int OtherSequences = 1000;
    private const long Tolerance = 20_000_000;

    private static readonly int Notifications = TestLength.Choose(300_000, 10_000_000);

    private static readonly Guid Stream = Guid.AllBitsSet;

    private readonly TemporaryFolder _folder = new();
    private long _baseline;
    private long _lowest;
    private long _highest;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Long_streams_and_many_notifications_are_read_within_twenty_megabytes()
    {
        var path = _folder.File("example.db");
        Fill(path);
        using var datastore = LiteDbDatastore.Open(new LiteDbSettings { Path = path, Durability = Durability.OsBuffered });
        var strategy = datastore.ActiveRecordStrategy;
        _baseline = _lowest = _highest = GC.GetTotalMemory(forceFullCollection: true);

        var expected = 0L;
        foreach (var item in strategy.ReadItems(Stream))
        {
            Assert.Equal(expected++, item.Position);
            SampleEvery(Notifications / 200, expected);
        }

        await foreach (var item in strategy.ReadItemsAsync(Stream, ascending: false))
        {
            Assert.Equal(--expected, item.Position);
            SampleEvery(Notifications / 200, expected);
        }

        Assert.Equal(0, expected);
        for (var last = 0L; last < Notifications;)
        {
            foreach (var notification in strategy.GetNotifications(last, 1000))
            {
                Assert.Equal(++last, notification.Id);
                SampleEvery(Notifications / 50, last);
            }
        }

        Assert.True(
            _lowest > _baseline - Tolerance && _highest < _baseline + Tolerance,
            $"{_baseline / 1e6:F1} MB became {_lowest / 1e6:F1} to {_highest / 1e6:F1} MB");
    }

    /// <summary>Every tenth event is of one stream.</summary>
    private static void Fill(string path)
    {
        const int BatchSize = 1000;
        using var datastore = LiteDbDatastore.Open(new LiteDbSettings { Path = path, Durability = Durability.OsBuffered });
        var batch = new SequencedItem[BatchSize];
        for (var first = 0; first < Notifications; first += BatchSize)
        {
            for (var index = 0; index < BatchSize; index++)
            {
                var number = first + index;
                batch[index] = number % 10 == 0
                    ? new SequencedItem(Stream, number / 10, "Example.Created", "{\"a\":1}"u8.ToArray())
                    : new SequencedItem(
                        new Guid(number % OtherSequences, 0, 0, new byte[8]), number, "Example.Created", "{\"a\":1}"u8.ToArray());
            }

            datastore.ActiveRecordStrategy.Append(batch);
        }
    }

    private void SampleEvery(int interval, long number)
    {
        if (number % interval == 0)
        {
            var memory = GC.GetTotalMemory(forceFullCollection: true);
            _lowest = Math.Min(_lowest, memory);
            _highest = Math.Max(_highest, memory);
        }
    }
}
