using Xunit;

namespace EsGen.LiteDB.Tests;

public sealed class LargestItemTests : IDisposable
{
    private const string Topic = "Big.Bäng🎉";
    private const int TopicLength = 13;

    // 2,047 pages of 8,150 bytes, less what the document (61) and the event (56) have besides topic, data and metadata.
    private const int Limit = (2047 * 8150) - 117;

    private readonly LiteDbDatastore _datastore = LiteDbDatastore.Open(":memory:");

    private readonly Guid _sequence = Guid.NewGuid();

    public void Dispose() => _datastore.Dispose();

    [Fact]
    public async Task The_largest_item_is_stored_and_one_byte_more_is_refused()
    {
        var strategy = _datastore.ActiveRecordStrategy;
        var tooLarge = ItemOf(Limit + 1);

        foreach (var exception in new[]
        {
            Assert.Throws<ArgumentException>(() => strategy.Append(tooLarge)),
            await Assert.ThrowsAsync<ArgumentException>(async () => await strategy.AppendAsync([ItemOf(100) with { Position = 1 }, tooLarge])),
        })
        {
            Assert.Contains(_sequence.ToString(), exception.Message, StringComparison.Ordinal);
            Assert.Contains($"{Limit}", exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, strategy.LastNotificationId);
        strategy.Append(ItemOf(Limit));
        Assert.Equal(ItemOf(Limit), strategy.GetItem(_sequence, 0));
    }

    [Fact]
    public void An_application_with_a_limit_above_it_is_refused()
    {
        Assert.Equal(Limit, _datastore.ActiveRecordStrategy.MaxItemSize);

        using (new EventSourcedApplication(_datastore, new() { MaxDataSize = Limit }))
        {
        }

        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new EventSourcedApplication(_datastore, new() { MaxDataSize = Limit + 1 }));
        Assert.Contains("MaxDataSize is beyond the 16682933 bytes", exception.Message, StringComparison.Ordinal);
    }

    private SequencedItem ItemOf(int length)
    {
        var metadata = new byte[10];
        var data = new byte[length - metadata.Length - TopicLength];
        new Random(1).NextBytes(data);
        return new SequencedItem(_sequence, 0, Topic, data) { Metadata = metadata };
    }
}
