namespace EsGen.PostgreSql.Tests;

/// <summary>A node of an application, which tests start as a process of its own in order to freeze or kill it.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["project", var connectionString, var schema, var seed])
        {
            await ReadModels.KilledNodeTests.WorkAsync(connectionString, schema, int.Parse(seed, null));
        }

        if (arguments is ["node", var server, var store, var leaseTime])
        {
            await Leases.FrozenNodeTests.WorkAsync(server, store, TimeSpan.FromMilliseconds(int.Parse(leaseTime, null)));
        }

        await Console.Error.WriteLineAsync("This is a test project: dotnet test.");
        return 1;
    }
}
