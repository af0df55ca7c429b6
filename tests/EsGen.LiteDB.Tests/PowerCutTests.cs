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

    private void Record(Durability durability, int itemsPerAppend)
    {
        TestFiles files = new() { CheckpointPages = 40, ReservedFrames = 5 };
        using var datastore = files.Open(durability);
        BeginRecording(files, _history);
        for (var id = 1L; id <= 60 * itemsPerAppend; id += itemsPerAppend)
        {
            datastore.ActiveRecordStrategy.Append(NumberedItems.Items(id, itemsPerAppend));
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

    private static void BeginRecording(TestFiles files, List<(FileOperation? Operation, long Acknowledged)> history)
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
            assertCount(NumberedItems.AssertExactPrefix(datastore), acknowledged);
        }
    }

    /// <summary>Any moment, or the one between the end of copying the log and the first write over what it had.</summary>
    private static int MomentIn(List<(FileOperation? Operation, long Acknowledged)> history, Random random)
    {
        var any = random.Next(4, history.Count + 1);
        var begun = history.FindIndex(random.Next(4, any + 1) - 1, static entry => BeginsLogAgain(entry.Operation));
        return random.Next(3) == 0 && begun > 4 ? begun : any;
    }

    private static bool BeginsLogAgain(FileOperation? operation) =>
        operation is { IsLog: true, Kind: FileOperationKind.SetLength }
        || (operation is { IsLog: true, IsWrite: true } && operation.Position <= LogFrame.OffsetOf(0));

    private static TestFiles AfterCut(List<(FileOperation? Operation, long Acknowledged)> history, int moment, Random random) => new()
    {
        LogExists = true,
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
                file.SetLength(Math.Max(file.Length, operation.Position + bytes.Length));
                for (var offset = 0; offset < bytes.Length; offset += SectorLength)
                {
                    if (!isTorn || random.Next(2) == 0)
                    {
                        file.Position = operation.Position + offset;
                        file.Write(bytes, offset, Math.Min(SectorLength, bytes.Length - offset));
                    }
                }
            }
        }

        return file.ToArray();
    }
}
