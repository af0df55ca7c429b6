namespace EsGen.LiteDB;

/// <summary>Where a store's files lie, and what must hold there before one of them is opened.</summary>
/// <param name="Name">The path as the user gave it, for messages.</param>
/// <param name="Data">The data file itself, where a link to it leads.</param>
internal readonly record struct StorePath(string Name, string Data)
{
    private const string LogSuffix = ".wal";

    public StorePath(string path)
        : this(path, path)
    {
    }

    public string Log => LogOf(Data);

    /// <summary>What to say if there is no log although there should be one.</summary>
    public string MissingLog => Data != Name && File.Exists(LogOf(Name))
        ? $"there is no log '{Log}'. '{Name}' is a link; if '{LogOf(Name)}', beside it, is the log, move that beside the file itself."
        : "there is no log.";

    /// <param name="path">A full path.</param>
    public static StorePath Resolve(string path) => new(path, RealPath.Of(path));

    public static string LogOf(string path) => path + LogSuffix;

    /// <summary>The full path of the read models beside a store, unless the settings give another one.</summary>
    public static string ReadModelsOf(string path) => Path.GetFullPath(Path.ChangeExtension(path, "readmodels.db"));

    /// <summary>The full path of the snapshots beside a store, unless the settings give another one.</summary>
    public static string SnapshotsOf(string path) => Path.GetFullPath(Path.ChangeExtension(path, "snapshots.db"));

    /// <summary>Throws unless the data file is there or may be created.</summary>
    public void ThrowIfNotThere(bool mustExist)
    {
        if (Path.GetDirectoryName(Data) is { } directory && !Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"The database '{Name}' can't be opened: its directory doesn't exist.");
        }

        // The log that LiteDB itself would use; what it holds, LiteDB hasn't copied to the data file yet.
        foreach (var foreignLog in new[] { ForeignLogOf(Data), ForeignLogOf(Name) })
        {
            if (new FileInfo(foreignLog) is { Exists: true, Length: > 0 } && !IsStore(foreignLog))
            {
                throw new InvalidDataException(
                    $"The database '{Name}' was last written by LiteDB without EsGen, and its log '{foreignLog}' isn't empty. "
                    + "Both were left as they are. Restore a backup.");
            }
        }

        if (File.Exists(Data))
        {
            return;
        }

        if (new FileInfo(Log) is { Exists: true, Length: > LogFrame.Length } log)
        {
            throw new StoreCorruptException(
                $"There is no file '{Data}', but its log '{Log}' has {log.Length} bytes: the file was moved or deleted. The log was left "
                    + "as it is.");
        }

        if (mustExist)
        {
            throw new FileNotFoundException($"There is no database '{Name}', and the settings say that none is created.", Name);
        }
    }

    /// <summary>Deletes both files, which nobody may have open.</summary>
    public void Delete()
    {
        File.Delete(Data);
        File.Delete(Log);
    }

    /// <summary>A log is never written through a link, whose target can be anything.</summary>
    public void ThrowIfLogIsLink()
    {
        if (new FileInfo(Log).LinkTarget is not null)
        {
            throw LogIsLink();
        }
    }

    public InvalidDataException LogIsLink() =>
        new($"What has the name of the log of '{Name}', '{Log}', is a link, or was replaced just now. It was left as it is; remove it.");

    /// <summary>Whether a file is a store itself, and only happens to be called as LiteDB would call the log of another one.</summary>
    private static bool IsStore(string path)
    {
        try
        {
            using var file = FileOnDisk.OpenToRead(path);
            return OpeningCheck.StampOf(file) is not null;
        }
        catch (DatastoreInUseException)
        {
            // As stores are; LiteDB lets others read its log.
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string ForeignLogOf(string path) =>
        Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path) + "-log" + Path.GetExtension(path));
}
