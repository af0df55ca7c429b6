using System.Diagnostics;
using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>
/// What is found of documents after the process that wrote them was killed (kill -9): all of each commit, or nothing of it.
/// </summary>
public sealed class ReadModelKillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Documents_and_indexes_are_those_of_the_position()
    {
        var path = _folder.File("example.readmodels.db");
        Random random = new(1);
        for (var round = 0; round < TestLength.Choose(4, 200); round++)
        {
            ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true };
            start.ArgumentList.Add(typeof(ReadModelKillTests).Assembly.Location);
            start.ArgumentList.Add("documents");
            start.ArgumentList.Add(path);
            using var child = Process.Start(start)!;
            var last = long.Parse(child.StandardOutput.ReadLine()!, null);
            Thread.Sleep(random.Next(150));
            child.Kill();
            while (child.StandardOutput.ReadLine() is { } line)
            {
                last = long.TryParse(line, out var number) ? Math.Max(last, number) : last;
            }

            child.WaitForExit();
            using LiteDbReadModelStore store = new(path);
            Assert.InRange(NumberedCommits.AssertExactPrefix(NumberedCommits.Open(store)), last, long.MaxValue);
        }
    }
}
