using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>
/// What is found of documents after power failures at any moment, torn pages included: nothing was synced, so that commits may be gone, but
/// what there is belongs to one commit; and from there it goes on.
/// </summary>
public sealed class ReadModelPowerCutTests
{
    [Fact]
    public void Documents_and_indexes_are_those_of_some_position_and_go_on_from_there()
    {
        Random random = new(17);
        for (var store = 0; store < TestLength.Choose(15, 400); store++)
        {
            TestFiles files = new() { CheckpointPages = 20, ReservedFrames = 3 };
            var written = 0L;
            for (var life = 0; life < 5; life++)
            {
                List<(FileOperation? Operation, long Acknowledged)> history = [];
                PowerCutTests.BeginRecording(files, history);
                using (LiteDbReadModelStore models = Open(files))
                {
                    var documents = NumberedCommits.Open(models);
                    var position = NumberedCommits.AssertExactPrefix(documents);
                    Assert.InRange(position, 0, written);
                    Assert.Null(models.TakeLoss());
                    for (var commits = random.Next(25); commits > 0; commits--)
                    {
                        NumberedCommits.Commit(documents, ++position);
                    }

                    written = Math.Max(written, position);
                    NumberedCommits.AssertExactPrefix(documents);
                }

                files.Before = static _ => { };
                files = PowerCutTests.AfterCut(history, PowerCutTests.MomentIn(history, random), random);
            }

            using LiteDbReadModelStore end = Open(files);
            Assert.InRange(NumberedCommits.AssertExactPrefix(NumberedCommits.Open(end)), 0, written);
        }
    }

    private static LiteDbReadModelStore Open(TestFiles files) =>
        new(new ReadModelFile(files, () => (files.Data, files.LogExists, files.Log) = ([], false, [])));
}
