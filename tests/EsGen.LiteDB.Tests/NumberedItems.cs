using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>Items that follow from their notification id, so that what a store holds can be checked without keeping a copy of it.</summary>
internal static class NumberedItems
{
    public const int Sequences = 17;
    public const string Follower = "follower";
    private const int StretchLength = 300;

    public static SequencedItem Item(long id, int length = 200)
    {
        var data = new byte[length];
        new Random((int)id).NextBytes(data);

        // Every second stretch can be compressed to about a quarter, so that there are blocks of either kind, and such as become the other.
        for (var index = length / 4; length > 8 && index < length && id / StretchLength % 2 == 1; index++)
        {
            data[index] = data[index - (length / 4)];
        }

        return new SequencedItem(new Guid((int)(id % Sequences), 7, 7, new byte[8]), id / Sequences, $"Example.Event{id % 5}", data)
        {
            Timestamp = DateTimeOffset.UnixEpoch.AddTicks(id),
            Metadata = id % 3 == 0 ? BitConverter.GetBytes(id) : default,
        };
    }

    public static SequencedItem[] Items(long firstId, int count, int length = 200) =>
        [.. Enumerable.Range(0, count).Select(index => Item(firstId + index, length))];

    /// <summary>Appends items with a tracking that says up to which of them, so that each of the two tells of the other.</summary>
    public static void AppendTracked(IActiveRecordStrategy strategy, SequencedItem[] items, long lastId) =>
        Assert.Equal(lastId, strategy.Append(items, new Tracking(Follower, lastId)));

    /// <summary>As asserting otherwise, of a store whose items were all appended with a tracking.</summary>
    public static long AssertExactTrackedPrefix(LiteDbDatastore datastore, int length = 200)
    {
        var strategy = datastore.ActiveRecordStrategy;
        Assert.Equal(strategy.LastNotificationId, strategy.GetTracking(Follower) ?? 0);
        var count = AssertExactPrefix(datastore, length);
        strategy.Append([], new Tracking(Follower, count + 20));
        return count;
    }

    /// <summary>All notifications, of which a store gives as few at a time as it likes.</summary>
    public static List<Notification> AllNotifications(IActiveRecordStrategy strategy)
    {
        List<Notification> all = [];
        while (strategy.GetNotifications(all.Count, int.MaxValue) is { Count: > 0 } page)
        {
            all.AddRange(page);
        }

        return all;
    }

    /// <summary>Asserts that a store holds exactly the items from 1 on, in both orders, and can go on; returns how many it held.</summary>
    public static long AssertExactPrefix(LiteDbDatastore datastore, int length = 200)
    {
        var strategy = datastore.ActiveRecordStrategy;
        var count = strategy.LastNotificationId;
        var notifications = AllNotifications(strategy);
        Assert.Equal(count, notifications.Count);
        for (var id = 1L; id <= count; id++)
        {
            Assert.Equal(new Notification(id, Item(id, length)), notifications[(int)id - 1]);
        }

        for (var sequence = 0; sequence < Sequences; sequence++)
        {
            var sequenceId = Item(sequence).SequenceId;
            Assert.Equal(
                notifications.Select(notification => notification.Item).Where(item => item.SequenceId == sequenceId),
                strategy.GetItems(sequenceId));
        }

        datastore.Verify();
        strategy.Append(Items(count + 1, 20, length));
        Assert.Equal(Item(count + 20, length), strategy.GetNotifications(count + 19, 1)[0].Item);
        return count;
    }
}
