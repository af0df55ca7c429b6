using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>
/// LiteDB 5.0.20 fails or returns wrong data when a file larger than its page cache (13.6 MB) is read in parallel. Without the engine
/// lock this test fails within its three seconds; a long run takes ten minutes.
/// </summary>
public sealed class LargeFileTests : IDisposable
{
    private const int Sequences = 40;
    private const int ItemsPerSequence = 100;
    private const int ItemLength = 7000;

    // Where items begin goes by a prime number, so that no two of many thousands have the same data.
    private static readonly byte[] Noise = RandomBytes(1_000_003 + ItemLength);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Parallel_readers_and_writers_on_a_file_larger_than_the_page_cache()
    {
        var path = _folder.File("example.db");
        using var datastore = LiteDbDatastore.Open(path);
        var strategy = datastore.ActiveRecordStrategy;
        for (var sequence = 0; sequence < Sequences; sequence++)
        {
            strategy.Append(Items(sequence, 0, ItemsPerSequence));
        }

        using CancellationTokenSource source = new(TimeSpan.FromSeconds(TestLength.Choose(3, 600)));
        var readers = Enumerable.Range(0, 8).Select(reader => OnOwnThread(() =>
        {
            Random random = new(reader);
            var reads = 0;
            for (; !source.IsCancellationRequested; reads++)
            {
                var sequence = random.Next(Sequences);
                var position = random.Next(ItemsPerSequence - 5);
                Assert.Equal(Item(sequence, position), strategy.GetItem(Id(sequence), position));
                Assert.Equal(Items(sequence, position, 5), strategy.GetItems(Id(sequence), gte: position, limit: 5));
            }

            return reads;
        })).ToList();
        var writers = Enumerable.Range(Sequences, 2).Select(sequence => OnOwnThread(() =>
        {
            var position = 0;
            for (; !source.IsCancellationRequested; position++)
            {
                strategy.Append(Item(sequence, position));
                Assert.Throws<ConcurrencyException>(() => strategy.Append(Item(sequence, position)));
            }

            return position;
        })).ToList();

        Assert.All(await Task.WhenAll(readers), reads => Assert.True(reads > 0));
        var written = await Task.WhenAll(writers);

        Assert.True(new FileInfo(path).Length + new FileInfo(path + ".wal").Length > 50_000_000);
        for (var sequence = 0; sequence < Sequences; sequence++)
        {
            Assert.Equal(Items(sequence, 0, ItemsPerSequence), strategy.GetItems(Id(sequence)));
        }

        Assert.All(written, count => Assert.True(count > 0));
        Assert.Equal((Sequences * ItemsPerSequence) + written.Sum(), strategy.LastNotificationId);
    }

    private static Guid Id(int sequence) => new(sequence, 0, 0, new byte[8]);

    private static Task<int> OnOwnThread(Func<int> count) =>
        Task.Factory.StartNew(count, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static SequencedItem[] Items(int sequence, int first, int count) =>
        [.. Enumerable.Range(first, count).Select(position => Item(sequence, position))];

    private static SequencedItem Item(int sequence, int position)
    {
        // About one page of the file for each item, which can't be compressed, and is quickly made: most of the time must go to LiteDB.
        var number = (sequence * ItemsPerSequence) + position;
        var data = Noise.AsMemory((int)((long)number * ItemLength % (Noise.Length - ItemLength)), ItemLength);
        return new SequencedItem(Id(sequence), position, "Example.Created", data);
    }

    private static byte[] RandomBytes(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
