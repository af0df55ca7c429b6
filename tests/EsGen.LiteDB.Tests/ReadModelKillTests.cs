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
            var last = KilledProcess.Run(typeof(ReadModelKillTests).Assembly, TimeSpan.FromMilliseconds(random.Next(150)), "documents", path);
            using LiteDbReadModelStore store = new(path);
            Assert.InRange(NumberedCommits.AssertExactPrefix(NumberedCommits.Open(store)), last, long.MaxValue);
        }
    }
}
