namespace EsGen.LiteDB.Tests;

/// <summary>The process that the tests start in order to kill it.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is ["documents", var file])
        {
            CommitDocuments(file);
        }

        if (arguments is ["snapshots", var store])
        {
            SnapshotKillTests.Write(store);
        }

        if (arguments is not [var mode, var path, var itemsPerAppend, var itemLength, var hasContext, var syncDelay, var durability])
        {
            Console.Error.WriteLine("This is a test project: dotnet test.");
            return 1;
        }

        if (bool.Parse(hasContext))
        {
            SynchronizationContext.SetSynchronizationContext(new PoolContext());
        }

        if (mode == "limited")
        {
            FileSizeLimitOfProcess.Set(3 << 20);
        }

        SlowFiles files = new(new FilesOnDisk(path), TimeSpan.FromMilliseconds(int.Parse(syncDelay, null)));
        using LiteDbDatastore datastore = new(
            new LiteDbSettings { Path = path, Durability = durability == "Fsync" ? Durability.Fsync : Durability.OsBuffered }, files);
        datastore.SetupConnection();
        datastore.SetupTables();
        var strategy = datastore.ActiveRecordStrategy;
        using var output = Console.OpenStandardOutput();
        for (var id = strategy.LastNotificationId + 1; ;)
        {
            if (mode != "hold")
            {
                var items = NumberedItems.Items(id, int.Parse(itemsPerAppend, null), int.Parse(itemLength, null));
                try
                {
                    NumberedItems.AppendTracked(strategy, items, id + items.Length - 1);
                }
                catch (DatastoreFailedException exception) when (mode == "limited")
                {
                    Console.WriteLine(exception.GetType().Name);
                    return 0;
                }

                id += items.Length;
            }

            output.Write(System.Text.Encoding.ASCII.GetBytes($"{id - 1}\n"));
            output.Flush();
            if (mode == "suicide")
            {
                // SIGKILL, TerminateProcess: nothing more runs.
                System.Diagnostics.Process.GetCurrentProcess().Kill();
            }

            if (mode == "hold")
            {
                Thread.Sleep(Timeout.Infinite);
            }
        }
    }

    private static void CommitDocuments(string path)
    {
        using LiteDbReadModelStore store = new(path);
        var documents = NumberedCommits.Open(store);
        using var output = Console.OpenStandardOutput();
        for (var number = documents.Read(static view => view.State.Position) + 1; ; number++)
        {
            NumberedCommits.Commit(documents, number);
            output.Write(System.Text.Encoding.ASCII.GetBytes($"{number}\n"));
            output.Flush();
        }
    }

    private sealed class PoolContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => ThreadPool.QueueUserWorkItem(_ => d(state));
    }
}
