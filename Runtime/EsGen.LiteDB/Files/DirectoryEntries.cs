using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace EsGen.LiteDB;

/// <summary>The names in a directory, as far as .NET can't change them safely.</summary>
internal static partial class DirectoryEntries
{
    private const int InvalidArgument = 22;
    private const int FileExists = 17;

    /// <summary>Returns when the files that were created in a directory, or renamed, have their names after a power failure, too.</summary>
    /// <remarks>On Windows a directory can't be synced; NTFS writes its changes to a journal in order.</remarks>
    public static void Sync(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = Open(directory, flags: 0);

        // Who may enter a directory may still not be allowed to open it; and some file systems sync no directories.
        if (!handle.IsInvalid && Sync(handle) != 0 && Marshal.GetLastPInvokeError() is var error && error != InvalidArgument && error != NotSupported)
        {
            throw new IOException($"The directory '{directory}' can't be synced: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }

    /// <summary>Gives a file another name, unless another file has that already.</summary>
    /// <exception cref="IOException">There is a file of that name, or it can't be given.</exception>
    public static void Rename(string path, string newPath)
    {
        // .NET looks on Unix whether there is a file, and then replaces whatever is there by then.
        if (OperatingSystem.IsWindows() || !TryLink(path, newPath))
        {
            File.Move(path, newPath);
        }
        else
        {
            File.Delete(path);
        }
    }

    private static int NotSupported => OperatingSystem.IsMacOS() ? 45 : 95;

    /// <summary>False on a file system that has no hard links.</summary>
    [UnsupportedOSPlatform("windows")]
    private static bool TryLink(string path, string newPath)
    {
        if (Link(path, newPath) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() == FileExists ? throw new IOException($"There is a file '{newPath}' already.") : false;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string path, string newPath);
}
