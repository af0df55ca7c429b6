namespace EsGen.Benchmarks.Stores;

/// <summary>A store that is compared, and how to open it.</summary>
internal sealed record ComparedStore(string Name, Func<string, IStoreToCompare> Open)
{
    public static ComparedStore EsGen { get; } = new("EsGen", path => new EsGenStore(path));

    public static ComparedStore LiteDb { get; } = new("LiteDB", path => new LiteDbStore(path));

    public static ComparedStore Sqlite { get; } = new("SQLite", path => new SqliteStore(path));

    public static ComparedStore PlainFile { get; } = new("plain file", path => new PlainFile(path));
}
