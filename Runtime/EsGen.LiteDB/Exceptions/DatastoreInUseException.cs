namespace EsGen.LiteDB;

/// <summary>The database file is open already, in this process or in another one. One datastore at a time may have it.</summary>
public sealed class DatastoreInUseException : EventSourcingException
{
    internal DatastoreInUseException(string path, Exception innerException)
        : base($"The database '{path}' is in use: another datastore, in this process or in another one, has it open.", innerException) =>
        Path = path;

    /// <summary>The file that is in use.</summary>
    public string Path { get; }
}
