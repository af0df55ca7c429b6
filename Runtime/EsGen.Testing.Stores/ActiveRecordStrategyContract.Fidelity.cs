using Xunit;

namespace EsGen.Testing.Stores;

public abstract partial class ActiveRecordStrategyContract
{
    /// <summary>What a topic may be: a store doesn't judge names, so that none that once was written can get lost.</summary>
    public static TheoryData<string> Topics =>
    [
        "Account.Deposited@2", "", " ", "account.deposited", "\u202Ecod.exe", "Tru\u00ADst", "مثال.حدث", "例.🎉", "e\u0301 \u00E9",
        "'; DROP TABLE --", "$.k\\\"{}\r\n\t",
    ];

    /// <summary>Instants with odd ticks, at the ends of time, and of other time zones.</summary>
    public static TheoryData<DateTimeOffset> Timestamps =>
    [
        default, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch.AddTicks(-1),
        new DateTimeOffset(2026, 3, 29, 1, 59, 59, TimeSpan.Zero).AddTicks(9999999),
        new DateTimeOffset(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(14)).AddTicks(1),
    ];

    [Theory, InlineData(0), InlineData(1), InlineData(255), InlineData(8150), InlineData(1 << 20)] // R31
    public void Data_and_metadata_come_back_byte_for_byte(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var item = Item(Sequence, 0) with { Data = bytes, Metadata = bytes.Reverse().ToArray() };
        Strategy.Append(item);

        var read = Strategy.GetItem(Sequence, 0)!.Value;
        Assert.Equal(bytes, read.Data.ToArray());
        Assert.Equal(bytes.Reverse(), read.Metadata.ToArray());
        Assert.Equal(item, Strategy.GetNotifications(0, 1)[0].Item);
    }

    [Fact] // R31
    public void A_part_of_an_array_is_stored_as_that_part()
    {
        var bytes = Enumerable.Range(0, 100).Select(number => (byte)number).ToArray();
        var item = Item(Sequence, 0) with { Data = bytes.AsMemory(10, 20), Metadata = bytes.AsMemory(90) };
        Strategy.Append(item);

        Assert.Equal(item, Strategy.GetItem(Sequence, 0));
    }

    [Theory, MemberData(nameof(Topics))]
    public void Topics_come_back_as_they_are(string topic)
    {
        Strategy.Append(Item(Sequence, 0, topic));

        Assert.Equal(topic, Strategy.GetItem(Sequence, 0)!.Value.Topic);
    }

    [Fact]
    public void Long_topics_come_back_whole()
    {
        var topic = string.Concat(Enumerable.Repeat("Ärger🎉", 20_000));
        Strategy.Append(Item(Sequence, 0, topic));

        Assert.Equal(topic, Strategy.GetItem(Sequence, 0)!.Value.Topic);
    }

    [Theory, MemberData(nameof(Timestamps))]
    public void Timestamps_come_back_to_the_tick_and_in_utc(DateTimeOffset timestamp)
    {
        Strategy.Append(Item(Sequence, 0) with { Timestamp = timestamp });

        var read = Strategy.GetItem(Sequence, 0)!.Value.Timestamp;
        Assert.Equal((timestamp.UtcTicks, TimeSpan.Zero), (read.Ticks, read.Offset));
    }

    [Fact]
    public async Task A_topic_that_is_no_text_is_refused_and_leaves_everything_usable()
    {
        // In a loop, because neither an attribute nor the test runner hands on half of a surrogate pair.
        foreach (var topic in new[] { null, "Half\uD83C", "\uDF89half", "\uDF89\uD83C" })
        {
            SequencedItem[] batch = [Item(Sequence, 0), Item(Sequence, 1, topic!)];

            Assert.ThrowsAny<ArgumentException>(() => Strategy.Append(batch));
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Strategy.AppendAsync(batch));
            Assert.Equal(0, Strategy.LastNotificationId);
        }

        Strategy.Append(Item(Sequence, 0));
        Assert.Equal([Item(Sequence, 0)], Strategy.GetItems(Sequence));
    }
}
