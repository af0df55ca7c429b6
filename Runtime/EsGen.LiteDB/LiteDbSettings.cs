namespace EsGen.LiteDB;

/// <summary>Where a <see cref="LiteDbDatastore"/> keeps its data, and how safely.</summary>
public sealed record LiteDbSettings
{
    internal const string InMemory = ":memory:";

    /// <summary>
    /// The path of the database file, in a directory that exists; or <c>:memory:</c> for a database in memory, which is gone when its
    /// datastore is disposed. One datastore at a time may have a file open.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>What an append that has returned survives: a power failure, unless set otherwise.</summary>
    public Durability Durability { get; init; } = Durability.Fsync;
}
