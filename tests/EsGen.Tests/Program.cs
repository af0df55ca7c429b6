using EsGen.LiteDB;
using EsGen.Tests.Policies;
using EsGen.Tests.ReadModels;

namespace EsGen.Tests;

/// <summary>The process that a test starts in order to kill it.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["policies", var store])
        {
            await PolicyKillTests.WorkAsync(store);
        }

        if (arguments is not ["project", var path, var seed])
        {
            await Console.Error.WriteLineAsync("This is a test project: dotnet test.");
            return 1;
        }

        Random random = new(int.Parse(seed, null));
        using LiteDbDatastore datastore = LiteDbDatastore.Open(path);
        await using EventSourcedApplication application = new(datastore);
        await using EventSourcedRunner runner = new(application);
        runner.Add<AgendaEntry>();
        runner.Add<BasketView>();
        await runner.StartAsync();
        List<Guid> visits = [];
        while (true)
        {
            KilledProjection.Act(application, random, visits);
            if (random.Next(20) == 0)
            {
                await runner.WaitUntilCaughtUpAsync();
            }

            Console.WriteLine(datastore.ActiveRecordStrategy.LastNotificationId);
        }
    }
}
