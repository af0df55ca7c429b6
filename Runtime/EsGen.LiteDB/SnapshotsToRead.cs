namespace EsGen.LiteDB;

/// <summary>The snapshots beside a store, only looked at: what becomes of their file here stays in memory.</summary>
internal sealed class SnapshotsToRead : IDisposable
{
    private readonly SnapshotFile _file;

    private SnapshotsToRead(string path)
    {
        _file = SnapshotFile.ToRead(path);
        Store = new LiteDbSnapshotStore(_file);
    }

    public ISnapshotStore Store { get; }

    /// <param name="path">The path of the events' file.</param>
    /// <returns>The snapshots; null if there is no file of them.</returns>
    public static SnapshotsToRead? Find(string path) =>
        StorePath.SnapshotsOf(path) is var file && File.Exists(file) ? new SnapshotsToRead(file) : null;

    public void Dispose() => _file.Dispose();
}
