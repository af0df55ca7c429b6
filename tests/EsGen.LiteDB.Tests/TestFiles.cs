using System.Diagnostics.CodeAnalysis;

namespace EsGen.LiteDB.Tests;

/// <summary>The files of a store, in memory; they outlive it, and a test sees what is done to them, before it is done.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The files have nothing to dispose.")]
internal sealed class TestFiles : IStoreFiles
{
    private readonly HookedFile _data;
    private readonly HookedFile _log;
    private readonly Lock _operation = new();

    public TestFiles()
    {
        _data = new HookedFile(this, isLog: false);
        _log = new HookedFile(this, isLog: true);
    }

    public string Name => "test.db";

    /// <summary>May wait, remember, or throw instead of what would be done. Called on several threads.</summary>
    public Action<FileOperation> Before { get; set; } = static _ => { };

    /// <summary>Both files as a process leaves them that is killed now: after the same operation, whatever the store is doing.</summary>
    public (byte[] Data, byte[] Log) Snapshot()
    {
        lock (_operation)
        {
            return (Data, Log);
        }
    }

    public byte[] Data
    {
        get => _data.Content;
        set => _data.Content = value;
    }

    public byte[] Log
    {
        get => _log.Content;
        set => _log.Content = value;
    }

    /// <summary>Few, so that a test that writes little sees the log copied, too.</summary>
    public int CheckpointPages { get; init; } = 100;

    public int ReservedFrames { get; init; }

    /// <summary>Little, so that a test that writes little sees events folded, too.</summary>
    public int RecentLength { get; init; } = 8192;

    public bool LogExists { get; set; }

    public long LogLength => _log.Length;

    public IBlockFile OpenData() => _data;

    public IBlockFile OpenLog()
    {
        _log.IsNew = !LogExists;
        LogExists = true;
        return _log;
    }

    /// <summary>Whether somebody has deleted one of the files.</summary>
    public bool IsDeleted { get; set; }

    public bool MustExist { get; init; }

    public string MissingLog => "there is no log.";

    public void DeleteLog()
    {
        LogExists = false;
        _log.Content = [];
    }

    /// <summary>Writes without announcing it.</summary>
    public void Write(FileOperation operation)
    {
        if (operation.Bytes is { } bytes)
        {
            (operation.IsLog ? _log : _data).WriteNow(operation.Position, bytes);
        }
    }

    public LiteDbDatastore Open(Durability? durability = null)
    {
        LiteDbDatastore datastore = new(new LiteDbSettings { Path = Name, Durability = durability ?? Durability.Fsync }, this);
        try
        {
            datastore.SetupConnection();
            datastore.SetupTables();
            return datastore;
        }
        catch
        {
            datastore.Dispose();
            throw;
        }
    }

    private sealed class HookedFile(TestFiles files, bool isLog) : IBlockFile
    {
        private FileInMemory _file = new();

        public byte[] Content
        {
            get
            {
                lock (files._operation)
                {
                    var bytes = new byte[_file.Length];
                    _file.Read(0, bytes);
                    return bytes;
                }
            }

            set
            {
                _file = new FileInMemory();
                _file.Write(0, value);
            }
        }

        public long Length => _file.Length;

        public bool IsNew { get; set; }

        public bool IsDeleted => files.IsDeleted;

        public int Read(long position, Span<byte> bytes)
        {
            Announce(new FileOperation(FileOperationKind.Read, isLog, position));
            lock (files._operation)
            {
                return _file.Read(position, bytes);
            }
        }

        public void Write(long position, ReadOnlySpan<byte> bytes)
        {
            Announce(new FileOperation(FileOperationKind.Write, isLog, position, bytes.ToArray()));
            WriteNow(position, bytes);
        }

        public void WriteNow(long position, ReadOnlySpan<byte> bytes)
        {
            lock (files._operation)
            {
                _file.Write(position, bytes);
            }
        }

        public void SetLength(long length)
        {
            Announce(new FileOperation(FileOperationKind.SetLength, isLog, length));
            lock (files._operation)
            {
                _file.SetLength(length);
            }
        }

        public void Sync() => Announce(new FileOperation(FileOperationKind.Sync, isLog));

        public void Delete()
        {
            if (isLog)
            {
                files.DeleteLog();
            }
        }

        public void Dispose()
        {
        }

        private void Announce(FileOperation operation) => files.Before(operation);
    }
}
