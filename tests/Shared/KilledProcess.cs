using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace EsGen.Tests.Shared;

/// <summary>A test project run as a program, which is killed (kill -9).</summary>
internal static class KilledProcess
{
    /// <summary>Runs the program until its first line, and then for a while.</summary>
    /// <param name="project">The project's assembly.</param>
    /// <param name="after">How long to wait behind the first line.</param>
    /// <param name="arguments">The program's arguments.</param>
    /// <returns>The highest number that it has written, each on a line.</returns>
    public static long Run(Assembly project, TimeSpan after, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [project.Location, .. arguments]) { RedirectStandardOutput = true };
        using Process child = Process.Start(start)!;
        long last = long.Parse(child.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        Thread.Sleep(after);
        child.Kill();
        while (child.StandardOutput.ReadLine() is { } line)
        {
            last = long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? Math.Max(last, number) : last;
        }

        child.WaitForExit();
        return last;
    }
}
