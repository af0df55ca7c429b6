using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>
/// What is found after a power failure at any moment: what had been synced is there, and of what hadn't been any part may be, torn pages
/// included.
/// </summary>
public sealed class PowerCutTests
{
    private const int SectorLength = 512;

    private readonly List<(FileOperation? Operation, long Acknowledged)> _history = [];

    [Theory, InlineData(1), InlineData(25)]
    public void Everything_acknowledged_is_there_and_nothing_else(int itemsPerAppend)
    {
        Record(Durability.Fsync, itemsPerAppend);
        CutAtManyMoments((count, acknowledged) =>
        {
            // The append that was under way may be there, but only whole.
            Assert.True(count == acknowledged || count == acknowledged + itemsPerAppend, $"{count} instead of {acknowledged}");
        });
    }

    [Fact]
    public void What_the_system_had_not_written_yet_is_lost_but_nothing_is_damaged()
    {
        const int ItemsPerAppend = 7;
        Record(Durability.OsBuffered, ItemsPerAppend);
        CutAtManyMoments((count, acknowledged) =>
        {
            Assert.InRange(count, 0, acknowledged + ItemsPerAppend);
            Assert.Equal(0, count % ItemsPerAppend);
        });
    }

    [Fact]
    public void Again_and_again_while_a_store_is_created_opened_written_and_closed()
    {
        Random random = new(13);
        for (var store = 0; store < TestLength.Choose(30, 600); store++)
        {
            CutAgainAndAgain(new TestFiles { CheckpointPages = 20, ReservedFrames = 3 }, count: 0, random);
        }
    }

    [Fact]
    public void Again_and_again_while_a_file_of_format_three_is_opened_and_goes_on_as_format_four()
    {
        Random random = new(17);
        var files = new[] { FormatThreeFiles.Closed(), FormatThreeFiles.Killed() };
        for (var store = 0; store < TestLength.Choose(24, 600); store++)
        {
            var (data, log) = files[store % 2].Snapshot();
            CutAgainAndAgain(
                new TestFiles { CheckpointPages = 20, ReservedFrames = 3, LogExists = files[store % 2].LogExists, Data = data, Log = log },
                FormatThreeFiles.Count,
                random);
        }
    }

    /// <remarks>Only the begin of the log is synced before the header of the data file is written.</remarks>
    [Fact]
    public void While_a_store_is_created()
    {
        TestFiles created = new();
        byte[] log = [];
        byte[] header = [];
        created.Before = operation =>
        {
            if (operation is { IsLog: false, IsWrite: true } && header.Length == 0)
            {
                (log, header) = (created.Log, operation.Bytes!);
            }
        };
        created.Open().Dispose();

        for (var sector = -1; sector < DataPage.Length / SectorLength; sector++)
        {
            var (lost, only) = (header.ToArray(), new byte[DataPage.Length]);
            var range = (Math.Max(sector, 0) * SectorLength)..((sector + 1) * SectorLength);
            lost.AsSpan(range).Clear();
            header.AsSpan(range).CopyTo(only.AsSpan(range));
            foreach (var data in new[] { lost, only, header[..range.End.Value] })
            {
                TestFiles files = new() { LogExists = true, Data = data, Log = log };
                using var datastore = files.Open();
                Assert.Equal(0, NumberedItems.AssertExactPrefix(datastore));
            }
        }
    }

    private void Record(Durability durability, int itemsPerAppend)
    {
        TestFiles files = new() { CheckpointPages = 40, ReservedFrames = 5 };
        using var datastore = files.Open(durability);
        BeginRecording(files, _history);
        for (var id = 1L; id <= 60 * itemsPerAppend; id += itemsPerAppend)
        {
            NumberedItems.AppendTracked(datastore.ActiveRecordStrategy, NumberedItems.Items(id, itemsPerAppend), id + itemsPerAppend - 1);
            lock (_history)
            {
                _history.Add((null, id + itemsPerAppend - 1));
            }
        }

        lock (_history)
        {
            Assert.True(_history.Count(static entry => BeginsLogAgain(entry.Operation)) > 2);
            files.Before = static _ => { };
        }
    }

    private static void CutAgainAndAgain(TestFiles files, long count, Random random)
    {
        var (acknowledged, underWay) = (count, count);
        for (var life = 0; life < 6; life++)
        {
            List<(FileOperation? Operation, long Acknowledged)> history = [];
            BeginRecording(files, history);
            using (var datastore = files.Open())
            {
                count = datastore.ActiveRecordStrategy.LastNotificationId;
                Assert.True(count == acknowledged || count == underWay, $"{count} instead of {acknowledged} or {underWay}");
                Acknowledge(count);
                for (var appends = random.Next(30); appends > 0; appends--)
                {
                    var items = NumberedItems.Items(count + 1, random.Next(1, 9));
                    NumberedItems.AppendTracked(datastore.ActiveRecordStrategy, items, count += items.Length);
                    Acknowledge(count);
                }

                // The writer goes on meanwhile.
                void Acknowledge(long id)
                {
                    lock (history)
                    {
                        history.Add((null, id));
                    }
                }
            }

            files.Before = static _ => { };
            var moment = MomentIn(history, random);
            if (history.FindLastIndex(moment - 1, static entry => entry.Operation is null) is >= 0 and var last)
            {
                acknowledged = history[last].Acknowledged;
                underWay = history.Skip(moment).FirstOrDefault(static entry => entry.Operation is null, history[last]).Acknowledged;
            }

            files = AfterCut(history, moment, random);
        }

        using var end = files.Open();
        Assert.Contains(NumberedItems.AssertExactTrackedPrefix(end), new[] { acknowledged, underWay });
    }

    internal static void BeginRecording(TestFiles files, List<(FileOperation? Operation, long Acknowledged)> history)
    {
        foreach (var isLog in new[] { false, true })
        {
            history.Add((new FileOperation(FileOperationKind.Write, isLog, 0, isLog ? files.Log : files.Data), 0));
            history.Add((new FileOperation(FileOperationKind.Sync, isLog), 0));
        }

        files.Before = operation =>
        {
            if (operation.Kind != FileOperationKind.Read)
            {
                lock (history)
                {
                    history.Add((operation, 0));
                }
            }
        };
    }

    private void CutAtManyMoments(Action<long, long> assertCount)
    {
        Random random = new(11);
        for (var cut = 0; cut < TestLength.Choose(70, 600); cut++)
        {
            var moment = MomentIn(_history, random);
            var acknowledged = _history.Take(moment).Max(entry => entry.Acknowledged);
            var files = AfterCut(_history, moment, random);

            // The power may fail again while the store recovers, and again.
            for (var failures = random.Next(3); failures > 0; failures--)
            {
                List<(FileOperation? Operation, long Acknowledged)> recovery = [];
                BeginRecording(files, recovery);
                using (files.Open())
                {
                    files.Before = static _ => { };
                }

                files = AfterCut(recovery, MomentIn(recovery, random), random);
            }

            using var datastore = files.Open();
            assertCount(NumberedItems.AssertExactTrackedPrefix(datastore), acknowledged);
        }
    }

    /// <summary>Any moment, or the one between the end of copying the log and the first write over what it had.</summary>
    internal static int MomentIn(List<(FileOperation? Operation, long Acknowledged)> history, Random random)
    {
        var any = random.Next(4, history.Count + 1);
        var begun = history.FindIndex(random.Next(4, any + 1) - 1, static entry => BeginsLogAgain(entry.Operation));
        return random.Next(3) == 0 && begun > 4 ? begun : any;
    }

    private static bool BeginsLogAgain(FileOperation? operation) =>
        operation is { IsLog: true, Kind: FileOperationKind.SetLength }
        || (operation is { IsLog: true, IsWrite: true } && operation.Position <= LogFrame.OffsetOf(0));

    internal static TestFiles AfterCut(List<(FileOperation? Operation, long Acknowledged)> history, int moment, Random random) => new()
    {
        LogExists = true,
        CheckpointPages = 20,
        ReservedFrames = 2,
        Data = After(history, moment, isLog: false, random),
        Log = After(history, moment, isLog: true, random),
    };

    /// <summary>
    /// A file as it might be after some operations and a power failure. Lengths change in order, as in a journalling file system.
    /// </summary>
    private static byte[] After(List<(FileOperation? Operation, long Acknowledged)> history, int moment, bool isLog, Random random)
    {
        var operations = history.Take(moment)
            .Select(entry => entry.Operation).OfType<FileOperation>().Where(operation => operation.IsLog == isLog).ToList();
        var synced = operations.FindLastIndex(operation => operation.Kind == FileOperationKind.Sync);
        var likelihood = random.NextDouble();
        using MemoryStream file = new();
        for (var index = 0; index < operations.Count; index++)
        {
            var operation = operations[index];
            if (operation.Kind == FileOperationKind.SetLength)
            {
                file.SetLength(operation.Position);
            }
            else if (operation.Bytes is { } bytes && (index < synced || random.NextDouble() < likelihood))
            {
                var isTorn = index > synced && random.NextDouble() < 0.2;
                if (!isTorn)
                {
                    file.SetLength(Math.Max(file.Length, operation.Position + bytes.Length));
                }

                for (int offset = 0, end; offset < bytes.Length; offset = end)
                {
                    end = (int)Math.Min(bytes.Length, offset + SectorLength - ((operation.Position + offset) % SectorLength));
                    if (!isTorn || random.Next(2) == 0)
                    {
                        file.Position = operation.Position + offset;
                        file.Write(bytes, offset, end - offset);
                    }
                }
            }
        }

        return file.ToArray();
    }
}
