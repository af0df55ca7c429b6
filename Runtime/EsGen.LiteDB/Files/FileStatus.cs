using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EsGen.LiteDB;

/// <summary>Which file something is, whatever it is called, and how many names it has.</summary>
/// <remarks>
/// A name says nothing: a directory can be renamed, or a link switched, while the file is open. .NET asks the system for these numbers, but
/// doesn't tell them. Where the system can't be asked either, as on Linux before glibc 2.28, there is no status, and nothing is done by
/// name.
/// </remarks>
/// <param name="Device">The device, or volume, that the file is on.</param>
/// <param name="Number">Its number there.</param>
/// <param name="Links">How many names it has: none once it was deleted or replaced.</param>
internal readonly partial record struct FileStatus(ulong Device, ulong Number, uint Links)
{
    // As long as the longest of the systems' answers.
    private const int BufferLength = 256;

    public static FileStatus? Of(SafeFileHandle file)
    {
        var buffer = new byte[BufferLength];
        return Ask(() => OperatingSystem.IsWindows() ? Windows.GetInformation(file, buffer)
            : OperatingSystem.IsLinux() ? Linux.StatX(file, "", Linux.EmptyPath, Linux.BasicStatus, buffer) == 0
            : OperatingSystem.IsMacOS()
                && (RuntimeInformation.ProcessArchitecture == Architecture.X64
                    ? MacOS.FStat64(file, buffer)
                    : MacOS.FStat(file, buffer)) == 0)
            ? Read(buffer)
            : null;
    }

    /// <summary>The file that has a name now; of a link the link itself.</summary>
    public static FileStatus? Of(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            return Of(file);
        }

        var buffer = new byte[BufferLength];
        return Ask(() => OperatingSystem.IsLinux()
            ? Linux.StatX(Linux.CurrentDirectory, path, Linux.NoFollow, Linux.BasicStatus, buffer) == 0
            : OperatingSystem.IsMacOS()
                && (RuntimeInformation.ProcessArchitecture == Architecture.X64
                    ? MacOS.LStat64(path, buffer)
                    : MacOS.LStat(path, buffer)) == 0)
            ? Read(buffer)
            : null;
    }

    public bool IsSameFile(FileStatus other) => Device == other.Device && Number == other.Number;

    private static bool Ask(Func<bool> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    private static FileStatus Read(ReadOnlySpan<byte> buffer) =>
        OperatingSystem.IsWindows() ? new FileStatus(
            BinaryPrimitives.ReadUInt32LittleEndian(buffer[28..]),
            ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(buffer[44..]) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(buffer[48..]),
            BinaryPrimitives.ReadUInt32LittleEndian(buffer[40..]))
        : OperatingSystem.IsLinux() ? new FileStatus(
            MemoryMarshal.Read<ulong>(buffer[136..]), MemoryMarshal.Read<ulong>(buffer[32..]), MemoryMarshal.Read<uint>(buffer[16..]))
        : new FileStatus(MemoryMarshal.Read<uint>(buffer), MemoryMarshal.Read<ulong>(buffer[8..]), MemoryMarshal.Read<ushort>(buffer[6..]));

    // statx has the same layout on every processor, which stat hasn't.
    private static partial class Linux
    {
        public const int CurrentDirectory = -100;
        public const int NoFollow = 0x100;
        public const int EmptyPath = 0x1000;
        public const uint BasicStatus = 0x7ff;

        [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
        public static partial int StatX(SafeFileHandle directory, string path, int flags, uint mask, Span<byte> status);

        [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
        public static partial int StatX(int directory, string path, int flags, uint mask, Span<byte> status);
    }

    private static partial class MacOS
    {
        [LibraryImport("libc", EntryPoint = "fstat")]
        public static partial int FStat(SafeFileHandle file, Span<byte> status);

        [LibraryImport("libc", EntryPoint = "lstat", StringMarshalling = StringMarshalling.Utf8)]
        public static partial int LStat(string path, Span<byte> status);

        [LibraryImport("libc", EntryPoint = "fstat$INODE64")]
        public static partial int FStat64(SafeFileHandle file, Span<byte> status);

        [LibraryImport("libc", EntryPoint = "lstat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
        public static partial int LStat64(string path, Span<byte> status);
    }

    private static partial class Windows
    {
        [LibraryImport("kernel32", EntryPoint = "GetFileInformationByHandle")]
        [return: MarshalAs(UnmanagedType.Bool)]
        public static partial bool GetInformation(SafeFileHandle file, Span<byte> information);
    }
}
