namespace EsGen.LiteDB;

/// <summary>Where a <see cref="LiteDbDatastore"/> keeps its data.</summary>
public sealed record LiteDbSettings
{
    /// <summary>
    /// The path of the database file, in a directory that exists; or <c>:memory:</c> for a database in memory, which is gone when its
    /// datastore is disposed. One datastore at a time may have a file open: LiteDB doesn't stop a second one from damaging it.
    /// </summary>
    public required string Path { get; init; }
}
