namespace EsGen.LiteDB.Tests;

/// <summary>Files on a disk that takes its time to sync.</summary>
internal sealed class SlowFiles(IStoreFiles files, TimeSpan syncDelay) : IStoreFiles
{
    public string Name => files.Name;

    // Little, so that killing hits the copying of the log, too.
    public int CheckpointPages => 300;

    public int ReservedFrames => files.ReservedFrames;

    public int RecentLength => 1 << 16;

    public bool MustExist => files.MustExist;

    public bool LogExists => files.LogExists;

    public string MissingLog => files.MissingLog;

    public IBlockFile OpenData() => new SlowFile(files.OpenData(), syncDelay);

    public IBlockFile OpenLog() => new SlowFile(files.OpenLog(), syncDelay);

    private sealed class SlowFile(IBlockFile file, TimeSpan syncDelay) : IBlockFile
    {
        public long Length => file.Length;

        public bool IsNew => file.IsNew;

        public bool IsDeleted => file.IsDeleted;

        public int Read(long position, Span<byte> bytes) => file.Read(position, bytes);

        public void Write(long position, ReadOnlySpan<byte> bytes) => file.Write(position, bytes);

        public void SetLength(long length) => file.SetLength(length);

        public void Sync()
        {
            Thread.Sleep(syncDelay);
            file.Sync();
        }

        public void Delete() => file.Delete();

        public void Dispose() => file.Dispose();
    }
}
