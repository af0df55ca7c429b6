using System.Runtime.InteropServices;

namespace EsGen.LiteDB;

/// <summary>The size that a process's files may have at most, as <c>ulimit -f</c> sets it.</summary>
/// <remarks>
/// Who exceeds it gets a signal that ends the process, and an error only if that is handled. .NET doesn't handle it, so this does, for the
/// whole process.
/// </remarks>
internal static class FileSizeLimit
{
    // Has this number on Linux and macOS, and none in .NET.
    private const int SizeExceeded = 25;

    private static readonly PosixSignalRegistration? Registration = OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()
        ? PosixSignalRegistration.Create((PosixSignal)SizeExceeded, static context => context.Cancel = true)
        : null;

    public static void ThrowInsteadOfEndingTheProcess() => GC.KeepAlive(Registration);
}
