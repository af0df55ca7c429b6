namespace EsGen.LiteDB;

/// <summary>
/// A store that is written whole: it gets its name when it is complete and on the medium, and before that nobody finds it.
/// </summary>
internal static class NewStoreFile
{
    /// <param name="path">The full path of the file, which mustn't be there.</param>
    /// <param name="write">Writes everything into the store.</param>
    /// <exception cref="IOException">There is a file of that name, or of its log's, or it can't be written.</exception>
    public static void Write(string path, Action<IActiveRecordStrategy> write)
    {
        ThrowIfTaken(path);

        // A name that nobody else has, another call with the same path included: so whatever has it later is ours to delete.
        var unfinished = $"{path}.{Guid.NewGuid():N}.unfinished";
        try
        {
            FileOnDisk.Open(unfinished, FileMode.CreateNew).Dispose();

            // Without waiting for the medium on the way: closing does that.
            using (var connection = Connect(unfinished))
            {
                connection.SetUp(isAsynchronous: false, CancellationToken.None).GetAwaiter().GetResult();
                write(new LiteDbActiveRecordStrategy(connection, isReadOnly: false));
            }

            if (File.Exists(StorePath.LogOf(unfinished)))
            {
                throw new IOException($"The file '{path}' couldn't be completed: closing it failed.");
            }

            ThrowIfTaken(path);
            DirectoryEntries.Rename(unfinished, path);
            DirectoryEntries.Sync(Path.GetDirectoryName(path)!);
        }
        catch
        {
            File.Delete(unfinished);
            File.Delete(StorePath.LogOf(unfinished));
            throw;
        }
    }

    /// <summary>Appends items, many at a time, and then trackings.</summary>
    public static void Fill(IActiveRecordStrategy store, IEnumerable<SequencedItem> items, IEnumerable<Tracking> trackings)
    {
        AppendBuffer buffer = new(store);
        foreach (var item in items)
        {
            buffer.Add(item);
        }

        buffer.Flush();
        foreach (var tracking in trackings)
        {
            store.Append([], tracking);
        }
    }

    private static LiteDbConnection Connect(string path) => LiteDbConnection
        .Open(new FilesOnDisk(path), Durability.OsBuffered, isAsynchronous: false, CancellationToken.None)
        .GetAwaiter()
        .GetResult();

    /// <remarks>A log that lies there already would be taken for that of the new store.</remarks>
    private static void ThrowIfTaken(string path)
    {
        foreach (var name in new[] { path, StorePath.LogOf(path) })
        {
            if (Path.Exists(name) || new FileInfo(name).LinkTarget is not null)
            {
                throw new IOException($"The file '{path}' can't be written: there is a '{name}' already.");
            }
        }
    }
}
