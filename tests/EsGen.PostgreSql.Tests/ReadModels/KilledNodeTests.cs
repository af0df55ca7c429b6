using Xunit;

namespace EsGen.PostgreSql.Tests.ReadModels;

/// <summary>What a node has left when its process was killed (kill -9): documents and indexes that are those of their position.</summary>
public sealed class KilledNodeTests
{
    [Fact] // M1
    public async Task Documents_are_a_fold_over_the_events_up_to_their_position_and_then_over_all()
    {
        PostgreSqlSettings settings = PostgreSqlServer.NewSettings();
        await using Node node = await Node.OpenAsync(settings);
        Random random = new(1);
        for (int round = 0; round < TestLength.Choose(2, 200); round++)
        {
            KilledProcess.Run(
                typeof(KilledNodeTests).Assembly, TimeSpan.FromMilliseconds(random.Next(300)), "project", PostgreSqlServer.Instance.ConnectionString, settings.Schema, $"{round}");
            ReadModels<AgendaEntry> agenda = node.Application.ReadModels<AgendaEntry>();
            if (agenda.Position > 0)
            {
                AgendaDocuments.AssertFold(node.Application, agenda.Position);
            }

            await using EventSourcedRunner runner = new(node.Application);
            runner.Add<AgendaEntry>();
            await runner.StartAsync();
            await runner.WaitUntilCaughtUpAsync();
            AgendaDocuments.AssertFold(node.Application);
        }
    }

    /// <summary>What the killed process does.</summary>
    internal static async Task WorkAsync(string connectionString, string schema, int seed)
    {
        await using Npgsql.NpgsqlDataSource source = Npgsql.NpgsqlDataSource.Create(connectionString);
        await using Node node = await Node.StartAsync<AgendaEntry>(new PostgreSqlSettings { DataSource = source, Schema = schema });
        Random random = new(seed);
        List<Guid> visits = [];
        while (true)
        {
            KilledProjection.Act(node.Application, random, visits);
            Console.WriteLine(node.Strategy.LastNotificationId);
        }
    }
}
