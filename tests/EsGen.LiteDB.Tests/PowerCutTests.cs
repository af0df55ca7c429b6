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
        TestFiles files = new();
        using var datastore = files.Open(durability);
        _history.Add((new FileOperation(FileOperationKind.Write, IsLog: false, 0, files.Data), 0));
        _history.Add((new FileOperation(FileOperationKind.Sync, IsLog: false), 0));
        files.Before = operation =>
        {
            if (operation.Kind != FileOperationKind.Read)
            {
                lock (_history)
                {
                    _history.Add((operation, 0));
                }
            }
        };
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
            Assert.Contains(_history, entry => entry.Operation is { IsLog: true, Kind: FileOperationKind.SetLength });
            files.Before = static _ => { };
        }
    }

    private void CutAtManyMoments(Action<long, long> assertCount)
    {
        Random random = new(11);
        for (var cut = 0; cut < TestLength.Choose(70, 600); cut++)
        {
            var moment = random.Next(2, _history.Count + 1);
            var acknowledged = _history.Take(moment).Max(entry => entry.Acknowledged);
            TestFiles files = new()
            {
                LogExists = true,
                Data = After(moment, isLog: false, random),
                Log = After(moment, isLog: true, random),
            };
            using var datastore = files.Open();
            assertCount(NumberedItems.AssertExactPrefix(datastore), acknowledged);
        }
    }

    /// <summary>A file as it might be after some operations and a power failure. Lengths change in order, as in a journalling file system.</summary>
    private byte[] After(int moment, bool isLog, Random random)
    {
        var operations = _history.Take(moment).Select(entry => entry.Operation).OfType<FileOperation>().Where(entry => entry.IsLog == isLog).ToList();
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
