namespace EsGen.LiteDB;

/// <summary>What the tool asks of a store beside its contract.</summary>
internal static class StoreMaintenance
{
    /// <summary>
    /// Which store it is, the format of its file, and the oldest notification that isn't in the blocks of its sequence yet.
    /// </summary>
    public static (Guid StoreId, int Format, long? OldestUnfolded) Describe(LiteDbDatastore datastore)
    {
        LiteDbConnection connection = datastore.Connected();
        var lastId = connection.LastVisibleId;
        var unfolded = connection.Read(
            sequenceId: null,
            events => events.FindUnfolded(lastId).Select(static packed => (long?)packed.Id).Min());
        return (connection.StoreId, connection.FormatFound, unfolded);
    }

    /// <summary>The newest notification, and the trackings as of then.</summary>
    public static (long LastId, IReadOnlyList<Tracking> Trackings) GetHead(LiteDbDatastore datastore) =>
        datastore.Connected().TakeVisible();

    /// <summary>Stores a tracking in place of that of its name, also where it goes back.</summary>
    public static void SetTracking(LiteDbDatastore datastore, Tracking tracking) =>
        datastore.Connected().Append(new AppendRequest([], tracking) { ReplacesTracking = true });

    /// <summary>The documents of read models in the file beside a store's, which isn't changed; sorted by name.</summary>
    public static IReadOnlyList<(ReadModelVersion Version, ReadModelState State)> FindReadModels(string path)
    {
        var file = StorePath.ReadModelsOf(path);
        if (!File.Exists(file))
        {
            return [];
        }

        using LiteDbReadModelStore store = new(ReadModelFile.ToRead(file));
        return
        [
            .. store.GetAllVersions()
                .OrderBy(static version => version.Name, StringComparer.Ordinal)
                .ThenBy(static version => version.Fingerprint, StringComparer.Ordinal)
                .ThenBy(static version => version.Generation)
                .Select(version => (version, store.Find(version)?.Read(static view => view.State)))
                .Where(static model => model.Item2 is not null)
                .Select(static model => (model.version, model.Item2!.Value)),
        ];
    }

    /// <summary>Writes a new store as a whole: there is none as long as it isn't complete.</summary>
    /// <param name="path">The full path, where nothing must be.</param>
    /// <param name="items">Its items, in the order of their notifications.</param>
    /// <param name="trackings">Its trackings.</param>
    public static void Create(string path, IEnumerable<SequencedItem> items, IEnumerable<Tracking> trackings) =>
        NewStoreFile.Write(path, store => NewStoreFile.Fill(store, items, trackings));
}
