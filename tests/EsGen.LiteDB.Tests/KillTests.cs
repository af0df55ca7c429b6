using System.Diagnostics;
using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>What another process finds after one was killed (kill -9).</summary>
public sealed class KillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string DatabasePath => _folder.File("example.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 200, false, 0, "Fsync")]
    [InlineData(1, 200, true, 10, "Fsync")]
    [InlineData(1, 200, true, 0, "OsBuffered")]
    [InlineData(100, 4096, false, 0, "Fsync")]
    [InlineData(100, 4096, true, 10, "Fsync")]
    public void Nothing_is_lost_by_a_process_that_dies_right_after_an_acknowledgement(
        int itemsPerAppend, int itemLength, bool hasContext, int syncDelay, string durability)
    {
        for (var round = 0; round < TestLength.Choose(3, 40); round++)
        {
            using var child = Start("suicide", itemsPerAppend, itemLength, hasContext, syncDelay, durability);
            AssertNothingLost(LastAcknowledged(child), itemsPerAppend, itemLength);
        }
    }

    [Theory]
    [InlineData(1, 200, false, 0, "Fsync")]
    [InlineData(1, 200, true, 10, "Fsync")]
    [InlineData(30, 200, true, 0, "OsBuffered")]
    public void Nothing_is_lost_by_a_process_that_is_killed_at_any_moment(
        int itemsPerAppend, int itemLength, bool hasContext, int syncDelay, string durability)
    {
        Random random = new(1);
        for (var round = 0; round < TestLength.Choose(3, 50); round++)
        {
            using var child = Start("append", itemsPerAppend, itemLength, hasContext, syncDelay, durability);
            var first = child.StandardOutput.ReadLine();
            Thread.Sleep(random.Next(150));
            child.Kill();
            AssertNothingLost(Math.Max(long.Parse(first!, null), LastAcknowledged(child)), itemsPerAppend, itemLength);
        }
    }

    [Fact]
    public void Nothing_is_lost_of_a_file_of_format_three_by_a_process_that_is_killed_while_it_opens_it_or_goes_on()
    {
        Random random = new(2);
        var files = new[] { FormatThreeFiles.Closed(), FormatThreeFiles.Killed() };
        for (var round = 0; round < TestLength.Choose(4, 60); round++)
        {
            var path = _folder.File($"example{round}.db");
            FormatThreeFiles.WriteTo(path, files[round % 2]);
            using var child = Start("append", 7, 200, hasContext: false, syncDelay: random.Next(5), "Fsync", path);

            // About when it opens the file, or later.
            Thread.Sleep(random.Next(60, 400));
            child.Kill();
            AssertNothingLost(Math.Max(FormatThreeFiles.Count, LastAcknowledged(child)), 7, 200, path);
        }
    }

    [Fact]
    public void While_another_process_has_the_file_it_is_refused_and_at_once_after_that_one_was_killed_it_opens()
    {
        using var child = Start("hold", 1, 200, hasContext: false, syncDelay: 0, "Fsync");
        Assert.Equal("0", child.StandardOutput.ReadLine());
        Assert.Throws<DatastoreInUseException>(() => LiteDbDatastore.Open(DatabasePath));

        child.Kill();
        child.WaitForExit();
        var since = Stopwatch.GetTimestamp();
        LiteDbDatastore.Open(DatabasePath).Dispose();

        // A second, on a machine that has nothing else to do.
        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_process_that_ends_leaves_the_log_of_the_one_that_has_its_directory_by_then()
    {
        Directory.CreateDirectory(_folder.File("data"));
        var path = _folder.File("data/example.db");
        var old = LiteDbDatastore.Open(path);
        old.ActiveRecordStrategy.Append(NumberedItems.Item(1));
        Directory.Move(_folder.File("data"), _folder.File("old"));
        Directory.CreateDirectory(_folder.File("data"));

        using var child = Start("append", 1, 200, hasContext: false, syncDelay: 0, "Fsync", path);
        var first = child.StandardOutput.ReadLine();
        old.Dispose();
        Thread.Sleep(50);
        child.Kill();
        AssertNothingLost(Math.Max(long.Parse(first!, null), LastAcknowledged(child)), 1, 200, path);
        using var again = LiteDbDatastore.Open(_folder.File("old/example.db"));
        Assert.Equal(1, NumberedItems.AssertExactPrefix(again));
    }

    [Fact]
    public void A_limit_of_the_size_of_files_is_an_exception_and_not_the_end_of_the_process()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var child = Start("limited", 10, 4096, hasContext: false, syncDelay: 0, "Fsync");
        List<string> lines = [];
        while (child.StandardOutput.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        child.WaitForExit();
        Assert.Equal((0, nameof(DatastoreFailedException)), (child.ExitCode, lines[^1]));
        AssertNothingLost(long.Parse(lines[^2], null), 10, 4096);
    }

    private static long LastAcknowledged(Process child)
    {
        var last = 0L;
        while (child.StandardOutput.ReadLine() is { } line)
        {
            last = long.TryParse(line, out var id) ? Math.Max(last, id) : last;
        }

        child.WaitForExit();
        return last;
    }

    private void AssertNothingLost(long acknowledged, int itemsPerAppend, int itemLength, string? path = null)
    {
        Assert.NotEqual(0, acknowledged);
        using var datastore = LiteDbDatastore.Open(path ?? DatabasePath);
        Assert.InRange(NumberedItems.AssertExactTrackedPrefix(datastore, itemLength), acknowledged, acknowledged + itemsPerAppend);
    }

    private Process Start(
        string mode, int itemsPerAppend, int itemLength, bool hasContext, int syncDelay, string durability, string? path = null)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true };
        object[] arguments =
            [typeof(KillTests).Assembly.Location, mode, path ?? DatabasePath, itemsPerAppend, itemLength, hasContext, syncDelay, durability];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add($"{argument}");
        }

        return Process.Start(start)!;
    }
}
