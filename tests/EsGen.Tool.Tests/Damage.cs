using System.Diagnostics;
using Xunit;

namespace EsGen.Tool.Tests;

/// <summary>Damages files as a failing disk does.</summary>
internal static class Damage
{
    private const int PageLength = 8192;

    /// <summary>Copies an open store's files as they are on the disk at this moment, which is what a killed process leaves.</summary>
    public static void CopyAsKilled(string path, string copy)
    {
        foreach (string ending in new[] { "", ".wal" })
        {
            // Without asking for the lock that its owner holds, as every way of .NET does.
            using Process cp = Process.Start("cp", [path + ending, copy + ending]);
            cp.WaitForExit();
            Assert.Equal(0, cp.ExitCode);
        }
    }

    public static void Garble(string path, int page)
    {
        using FileStream file = File.Open(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = ((long)page * PageLength) + 1000;
        byte[] noise = new byte[2000];
        new Random(17).NextBytes(noise);
        file.Write(noise);
    }
}
