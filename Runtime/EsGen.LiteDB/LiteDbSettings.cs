namespace EsGen.LiteDB;

/// <summary>Where a <see cref="LiteDbDatastore"/> keeps its data, and how safely.</summary>
public sealed record LiteDbSettings
{
    internal const string InMemory = ":memory:";

    /// <summary>
    /// The path of the database file, in a directory that exists; or <c>:memory:</c> for a database in memory, which is gone when its
    /// datastore is disposed. One datastore at a time may have a file open, unless all of them are <see cref="ReadOnly"/>.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>
    /// The path of the file for the documents of read models, which are made again if it is gone; unless set <c>example.readmodels.db</c>
    /// beside <c>example.db</c>. It is opened when a read model is first asked for. A database in memory has none.
    /// </summary>
    public string? ReadModelPath { get; init; }

    /// <summary>
    /// The path of the file for snapshots, which are taken again if it is gone; unless set <c>example.snapshots.db</c> beside
    /// <c>example.db</c>. It is created with the first snapshot. A database in memory has none.
    /// </summary>
    public string? SnapshotPath { get; init; }

    /// <summary>What an append that has returned survives: a power failure, unless set otherwise.</summary>
    public Durability Durability { get; init; } = Durability.Fsync;

    /// <summary>
    /// Whether the store is only read. Its files aren't changed or created then, so that they may lie on a full disk, or on one that can't
    /// be written; what a killed process left in the log is read, too. Appending throws an <see cref="InvalidOperationException"/>.
    /// </summary>
    public bool ReadOnly { get; init; }

    /// <summary>
    /// Whether the store must be there already: a path with no file is a <see cref="FileNotFoundException"/>, and an empty file an
    /// <see cref="InvalidDataException"/>, instead of a new store.
    /// </summary>
    public bool MustExist { get; init; }
}
