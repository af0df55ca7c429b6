using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace EsGen.LiteDB;

/// <summary>The names in a directory, as far as .NET can't change them safely.</summary>
internal static partial class DirectoryEntries
{
    private const int Interrupted = 4;
    private const int InputOutputError = 5;
    private const int FileExists = 17;
    private const int NoSpaceLeft = 28;

    /// <summary>Returns when the files that were created in a directory, or renamed, have their names after a power failure, too.</summary>
    /// <remarks>On Windows a directory can't be synced; NTFS writes its changes to a journal in order.</remarks>
    public static void Sync(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = Open(directory, CloseOnExec);

        // Who may enter a directory may still not be allowed to open it; and many a file system syncs no directories, each with an error of
        // its own. Only what says that something wasn't written is a failure.
        if (!handle.IsInvalid && TrySync(handle) is var error && (error is InputOutputError or NoSpaceLeft || error == QuotaExceeded))
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

    private static int QuotaExceeded => OperatingSystem.IsMacOS() ? 69 : 122;

    // So that child processes don't inherit it.
    private static int CloseOnExec => OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    /// <summary>The system's error, or 0.</summary>
    private static int TrySync(SafeFileHandle handle)
    {
        while (Sync(handle) != 0)
        {
            if (Marshal.GetLastPInvokeError() is var error && error != Interrupted)
            {
                return error;
            }
        }

        return 0;
    }

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
