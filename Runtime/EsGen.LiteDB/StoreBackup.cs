namespace EsGen.LiteDB;

/// <summary>Copies a store event by event, while it goes on.</summary>
/// <remarks>
/// Not the file: that would have to stand still meanwhile. All events up to one are a consistent state, and copying them checks each and
/// leaves no gaps in the copy.
/// </remarks>
internal static class StoreBackup
{
    private const int BatchItems = 1000;
    private const long BatchLength = 4 << 20;

    /// <summary>Writes everything up to the newest event to a new file, which gets its name when it is complete and synced.</summary>
    public static void Write(LiteDbConnection connection, string path)
    {
        if (File.Exists(path))
        {
            throw new IOException($"The backup can't be written: there is a file '{path}' already.");
        }

        var unfinished = path + ".unfinished";
        Delete(unfinished);
        try
        {
            Copy(connection, unfinished);
            if (File.Exists(unfinished + FilesOnDisk.LogSuffix))
            {
                throw new IOException($"The backup '{path}' couldn't be completed: closing it failed.");
            }

            File.Move(unfinished, path);
        }
        catch
        {
            Delete(unfinished);
            throw;
        }
    }

    /// <remarks>Without waiting for the medium on the way: closing does that.</remarks>
    private static void Copy(LiteDbConnection connection, string path)
    {
        using var backup = LiteDbDatastore.Open(new LiteDbSettings { Path = path, Durability = Durability.OsBuffered });
        List<SequencedItem> batch = [];
        var length = 0L;
        foreach (var packed in StoreVerification.ReadById(connection, connection.LastVisibleId))
        {
            batch.Add(connection.Unpack(packed));
            length += packed.Length;
            if (batch.Count >= BatchItems || length >= BatchLength)
            {
                backup.ActiveRecordStrategy.Append(batch);
                batch.Clear();
                length = 0;
            }
        }

        backup.ActiveRecordStrategy.Append(batch);
    }

    private static void Delete(string path)
    {
        File.Delete(path);
        File.Delete(path + FilesOnDisk.LogSuffix);
    }
}
