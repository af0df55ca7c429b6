using Microsoft.Win32.SafeHandles;

namespace EsGen.LiteDB;

/// <summary>A file that nobody else can open for writing as long as this is open, and that nobody but its owner may read.</summary>
internal sealed class FileOnDisk : IBlockFile
{
    private readonly FileStream _stream;
    private readonly string _path;

    // Some file systems don't count.
    private readonly bool _countsLinks;

    private FileOnDisk(FileStream stream, string path, bool isNew)
    {
        _stream = stream;
        _path = path;
        IsNew = isNew;
        _countsLinks = FileStatus.Of(Handle) is { Links: > 0 };
    }

    public long Length => RandomAccess.GetLength(Handle);

    public bool IsNew { get; }

    public bool IsDeleted => _countsLinks && FileStatus.Of(Handle) is { Links: 0 };

    /// <summary>Whether the name by which it was opened is still, or was not a link but, its own; null if the system can't tell.</summary>
    public bool? HasItsName
    {
        get
        {
            // On Windows nobody can rename or replace it while it is open; and to be asked it would have to be opened once more, which it
            // refuses.
            return !OperatingSystem.IsWindows() && FileStatus.Of(Handle) is { } opened
                ? FileStatus.Of(_path) is { } named && named.IsSameFile(opened)
                : null;
        }
    }

    private SafeFileHandle Handle => _stream.SafeFileHandle;

    /// <summary>Opens a file to be read and written by nobody else, and creates it if the mode says so.</summary>
    /// <exception cref="DatastoreInUseException">Somebody else has it open.</exception>
    public static FileOnDisk Open(string path, FileMode mode)
    {
        FileSizeLimit.ThrowInsteadOfEndingTheProcess();
        return Open(path, mode, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>Opens a file that is there, to be read, as others may meanwhile.</summary>
    /// <exception cref="DatastoreInUseException">Somebody else has it open to write it.</exception>
    public static FileOnDisk OpenToRead(string path) => Open(path, FileMode.Open, FileAccess.Read, FileShare.Read);

    public int Read(long position, Span<byte> bytes)
    {
        var total = 0;
        while (total < bytes.Length)
        {
            var read = RandomAccess.Read(Handle, bytes[total..], position + total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }

    public void Write(long position, ReadOnlySpan<byte> bytes) => RandomAccess.Write(Handle, bytes, position);

    public void SetLength(long length) => RandomAccess.SetLength(Handle, length);

    public void Sync() => RandomAccess.FlushToDisk(Handle);

    /// <remarks>
    /// Whether the name is still its own is asked while it is open, because its number may be another file's as soon as it is gone. Not on
    /// Windows, where nobody can rename an open file, and a closed one keeps its number until it is deleted.
    /// </remarks>
    public void Delete()
    {
        if (OperatingSystem.IsWindows())
        {
            var opened = FileStatus.Of(Handle);
            SetLength(0);
            Dispose();
            if (opened is { } own && FileStatus.Of(_path) is { } named && named.IsSameFile(own))
            {
                File.Delete(_path);
            }

            return;
        }

        if (HasItsName == true)
        {
            File.Delete(_path);
        }
        else
        {
            SetLength(0);
        }

        Dispose();
    }

    public void Dispose() => _stream.Dispose();

    private static FileOnDisk Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        FileStreamOptions options = new()
        {
            Mode = mode,
            Access = access,

            // On Linux and macOS this is a flock, exclusive or shared: other processes of .NET and of EsGen respect it.
            Share = share,
            BufferSize = 0,
            Options = FileOptions.RandomAccess,
        };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var isNew = !File.Exists(path);
        try
        {
            return new FileOnDisk(new FileStream(path, options), path, isNew);
        }
        catch (IOException exception) when (IsSharingViolation(exception))
        {
            throw new DatastoreInUseException(path, exception);
        }
    }

    // ERROR_SHARING_VIOLATION on Windows; EWOULDBLOCK of flock on Linux and on macOS.
    private static bool IsSharingViolation(IOException exception) =>
        exception.HResult == unchecked((int)0x80070020)
        || (OperatingSystem.IsLinux() && exception.HResult == 11)
        || (OperatingSystem.IsMacOS() && exception.HResult == 35);
}
