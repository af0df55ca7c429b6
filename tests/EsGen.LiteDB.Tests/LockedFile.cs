using System.Diagnostics;

namespace EsGen.LiteDB.Tests;

/// <summary>Copies files that a store has open, as they are if its process is killed now.</summary>
internal static class LockedFile
{
    /// <remarks>By another program, because .NET respects the lock.</remarks>
    public static void Copy(string path, string newPath)
    {
        using var copying = Process.Start("cp", [path, newPath]);
        copying.WaitForExit();
    }
}
