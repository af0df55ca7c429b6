using EsGen.LiteDB;
using Xunit;

namespace EsGen.Tests.ReadModels;

/// <summary>
/// Whatever happens in whatever order, and whenever a runner begins, stops or makes again: documents are what a fold over all events gives.
/// </summary>
public sealed class RandomHistoryTests
{
    public static TheoryData<int, bool> Seeds()
    {
        TheoryData<int, bool> seeds = [];
        for (int seed = 0; seed < 12; seed++)
        {
            seeds.Add(seed, seed % 3 == 0);
        }

        return seeds;
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Documents_are_a_fold_over_all_events(int seed, bool inFile)
    {
        using TemporaryFolder folder = new();
        Random random = new(seed);
        BasketHistory history = new(random);
        string path = inFile ? folder.File("example.db") : ":memory:";
        LiteDbDatastore datastore = LiteDbDatastore.Open(path);
        for (int round = 0; round < 4; round++)
        {
            await using EventSourcedApplication app = new(datastore);
            await using EventSourcedRunner runner = new(app);
            runner.Add<BasketView>();
            runner.Add<OwnerTotal>();
            await runner.StartAsync();
            for (int i = 0; i < 60; i++)
            {
                history.Act(app);
            }

            if (random.Next(2) == 0)
            {
                await runner.RebuildAsync<BasketView>();
            }

            await runner.WaitUntilCaughtUpAsync();
            history.Compare(app);
            await runner.StopAsync();
            for (int i = 0; i < 20; i++)
            {
                history.Act(app);
            }

            if (inFile)
            {
                datastore.Dispose();
                if (random.Next(4) == 0)
                {
                    File.Delete(folder.File("example.readmodels.db"));
                }

                datastore = LiteDbDatastore.Open(path);
            }
        }

        datastore.Dispose();
    }
}
