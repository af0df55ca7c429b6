using System.Runtime.InteropServices;

namespace EsGen.LiteDB.Tests;

/// <summary>What <c>ulimit -f</c> sets; here from within, because .NET itself doesn't start under a small limit.</summary>
internal static class FileSizeLimitOfProcess
{
    private const int FileSize = 1;

    public static void Set(ulong length)
    {
        if (SetLimit(FileSize, [length, length]) != 0)
        {
            throw new InvalidOperationException("The limit can't be set.");
        }
    }

    [DllImport("libc", EntryPoint = "setrlimit")]
    private static extern int SetLimit(int resource, ulong[] softAndHard);
}
