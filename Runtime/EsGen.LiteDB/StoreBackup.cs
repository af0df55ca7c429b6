namespace EsGen.LiteDB;

/// <summary>Copies a store event by event, while it goes on.</summary>
/// <remarks>
/// Not the file: that would have to stand still meanwhile. All events up to one are a consistent state, and copying them checks each and
/// leaves no gaps in the copy.
/// </remarks>
internal static class StoreBackup
{
    /// <summary>Writes everything up to the newest event to a new file, which gets its name when it is complete and synced.</summary>
    /// <param name="connection">The store.</param>
    /// <param name="path">The full path of the file.</param>
    /// <param name="cancellationToken">Ends it; the file isn't written then.</param>
    public static void Write(LiteDbConnection connection, string path, CancellationToken cancellationToken) =>
        NewStoreFile.Write(path, backup =>
        {
            var (lastId, trackings) = connection.TakeVisible();
            var events = StoreVerification.ReadById(connection, lastId, cancellationToken);
            NewStoreFile.Fill(backup, events.Select(static packed => packed.Unpack()), trackings);
        });
}
