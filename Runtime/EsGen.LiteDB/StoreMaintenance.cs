namespace EsGen.LiteDB;

/// <summary>What the tool asks of a store beside its contract.</summary>
internal static class StoreMaintenance
{
    /// <summary>Which store it is, the number of its layout, and the oldest notification that isn't in the blocks of its sequence yet.</summary>
    public static (Guid StoreId, int Format, long? OldestUnfolded) Describe(LiteDbDatastore datastore)
    {
        LiteDbConnection connection = datastore.Connected();
        var lastId = connection.LastVisibleId;
        var unfolded = connection.Read(
            sequenceId: null,
            events => events.FindUnfolded(lastId).Select(static packed => (long?)packed.Id).Min());
        return (connection.StoreId, FileStamp.Version, unfolded);
    }

    /// <summary>The newest notification, and the trackings as of then.</summary>
    public static (long LastId, IReadOnlyList<Tracking> Trackings) GetHead(LiteDbDatastore datastore) => datastore.Connected().TakeVisible();
}
