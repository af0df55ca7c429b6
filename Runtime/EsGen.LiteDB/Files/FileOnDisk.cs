using Microsoft.Win32.SafeHandles;

namespace EsGen.LiteDB;

/// <summary>A file that nobody else can open as long as this is open, and that nobody but its owner may read.</summary>
internal sealed class FileOnDisk : IBlockFile
{
    private readonly FileStream _stream;

    private FileOnDisk(FileStream stream) => _stream = stream;

    public long Length => RandomAccess.GetLength(Handle);

    private SafeFileHandle Handle => _stream.SafeFileHandle;

    public static FileOnDisk Open(string path)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,

            // On Linux and macOS this is an exclusive flock: other processes of .NET and of EsGen respect it.
            Share = FileShare.None,
            BufferSize = 0,
            Options = FileOptions.RandomAccess,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new FileOnDisk(new FileStream(path, options));
        }
        catch (IOException exception) when (IsSharingViolation(exception))
        {
            throw new DatastoreInUseException(path, exception);
        }
    }

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

    public void Dispose() => _stream.Dispose();

    // ERROR_SHARING_VIOLATION on Windows; EWOULDBLOCK of flock on Linux and on macOS.
    private static bool IsSharingViolation(IOException exception) =>
        exception.HResult == unchecked((int)0x80070020)
        || (OperatingSystem.IsLinux() && exception.HResult == 11)
        || (OperatingSystem.IsMacOS() && exception.HResult == 35);
}
