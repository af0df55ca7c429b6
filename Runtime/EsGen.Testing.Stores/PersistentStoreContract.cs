using Xunit;

namespace EsGen.Testing.Stores;

/// <summary>What a store must do besides if its data outlives the datastore.</summary>
public abstract class PersistentStoreContract : ActiveRecordStrategyContract
{
    /// <summary>Creates a datastore over the database of the one before, which has been closed.</summary>
    protected abstract IDatastore CreateDatastoreAgain();

    [Fact]
    public void Everything_is_there_after_opening_again_and_ids_go_on()
    {
        SequencedItem[] items = [.. Items(Sequence, 50), Item(OtherSequence, -1) with { Metadata = "{}"u8.ToArray() }];
        Strategy.Append(items);
        CloseDatastore();

        using var datastore = SetUp(CreateDatastoreAgain());
        var strategy = datastore.ActiveRecordStrategy;
        Assert.Equal(items.Length, strategy.LastNotificationId);
        Assert.Equal(items, strategy.GetNotifications(0, 100).Select(notification => notification.Item));

        strategy.Append(Item(OtherSequence, 0));
        Assert.Equal([new(items.Length + 1, Item(OtherSequence, 0))], strategy.GetNotifications(items.Length, 10));
    }

    [Fact]
    public void Trackings_are_there_after_opening_again_and_go_on()
    {
        Strategy.Append(Items(Sequence, 3), new Tracking("one", 3));
        Strategy.Append([], new Tracking("two", 7));
        Strategy.Append([Item(Sequence, 3)], new Tracking("one", 4));
        CloseDatastore();

        using var datastore = SetUp(CreateDatastoreAgain());
        var strategy = datastore.ActiveRecordStrategy;
        Assert.Equal((4, 7, null), (strategy.GetTracking("one"), strategy.GetTracking("two"), strategy.GetTracking("three")));
        Assert.Equal(4, Assert.Throws<TrackingConflictException>(() => strategy.Append([], new Tracking("one", 4))).StoredId);

        strategy.Append([], new Tracking("three", 1));
        Assert.Equal(5, strategy.Append([Item(Sequence, 4)], new Tracking("two", 8)));
        Assert.Equal((4, 8, 1), (strategy.GetTracking("one"), strategy.GetTracking("two"), strategy.GetTracking("three")));
    }

    [Fact]
    public void A_position_stays_taken_after_opening_again()
    {
        Strategy.Append(Items(Sequence, 3));
        CloseDatastore();

        using var datastore = SetUp(CreateDatastoreAgain());
        var exception =
            Assert.Throws<ConcurrencyException>(() => datastore.ActiveRecordStrategy.Append(Item(Sequence, 3), Item(Sequence, 1)));
        Assert.Equal(1, exception.Position);
        Assert.Equal(3, datastore.ActiveRecordStrategy.LastNotificationId);
    }
}
