namespace EsGen.Benchmarks.Stores;

/// <summary>Compares EsGen's store with others, all in one run on the disk that the current directory is on.</summary>
internal static class StoreComparison
{
    public static void Run()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Environment.CurrentDirectory, $"stores-{Environment.ProcessId}"));
        try
        {
            foreach (var isHard in new[] { false, true })
            {
                using ReadComparison reading = new(folder.FullName, isHard);
                reading.Run();
            }

            using AppendComparison appending = new(folder.FullName);
            appending.Run();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
