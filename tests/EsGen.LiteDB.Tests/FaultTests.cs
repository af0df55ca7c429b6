using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>
/// A disk that fails at every single moment. Nothing acknowledged is lost, and the process lives, even when the garbage collector finds
/// what LiteDB left behind.
/// </summary>
public sealed class FaultTests
{
    private const int Appends = 40;

    [Theory]
    [InlineData(nameof(FileOperationKind.Write), true)]
    [InlineData(nameof(FileOperationKind.Write), false)]
    [InlineData(nameof(FileOperationKind.Sync), true)]
    [InlineData(nameof(FileOperationKind.SetLength), true)]
    [InlineData(nameof(FileOperationKind.Read), true)]
    public void A_fault_at_every_nth_operation_loses_nothing_that_was_acknowledged(string kind, bool isPermanent)
    {
        var step = 1;
        Random random = new(23);
        for (var fault = 1; ; fault += step)
        {
            TestFiles files = new() { CheckpointPages = 30, ReservedFrames = 7 };
            var operations = 0;
            void Fail(FileOperation operation)
            {
                if (operation.Kind.ToString() == kind && Interlocked.Increment(ref operations) is var number
                    && (number == fault || (isPermanent && number > fault)))
                {
                    // A disk that is full may have taken a part.
                    files.Write(operation with { Bytes = operation.Bytes?[..random.Next(operation.Bytes.Length)] });
                    throw new IOException("Input/output error");
                }
            }

            var acknowledged = AppendUntilFailed(files, Fail);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();

            using (var datastore = files.Open())
            {
                var count = NumberedItems.AssertExactPrefix(datastore);
                Assert.True(count == acknowledged || count == acknowledged + 3, $"{count} instead of {acknowledged} after fault {fault}");
            }

            if (operations < fault)
            {
                Assert.Equal(Appends * 3, acknowledged);
                return;
            }

            // Every one of the first, which open the store, then some of the many.
            step = fault < 60 ? 1 : TestLength.Choose(23, 3);
        }
    }

    [Fact]
    public void A_full_disk_stops_the_store_and_with_room_again_it_goes_on()
    {
        TestFiles files = new() { CheckpointPages = 30 };
        var isFull = false;
        files.Before = operation =>
        {
            if (isFull && operation is { IsWrite: true } && operation.Position >= (operation.IsLog ? files.Log : files.Data).Length)
            {
                throw new IOException("No space left on device");
            }
        };
        using (var datastore = files.Open())
        {
            datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, 10));
            isFull = true;
            var strategy = datastore.ActiveRecordStrategy;
            var exception = Assert.Throws<DatastoreFailedException>(() => strategy.Append(NumberedItems.Items(11, 10)));
            Assert.Contains("No space left on device", exception.Message, StringComparison.Ordinal);
        }

        isFull = false;
        using var again = files.Open();
        Assert.Equal(10, NumberedItems.AssertExactPrefix(again));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public void Opening_on_a_full_disk_says_so_and_loses_nothing(int state)
    {
        const int Count = 60;
        TestFiles before = new() { CheckpointPages = 100_000 };
        byte[] data;
        byte[] log;
        using (var datastore = before.Open())
        {
            foreach (var items in NumberedItems.Items(1, state == 0 ? 0 : Count).Chunk(20))
            {
                datastore.ActiveRecordStrategy.Append(items);
            }

            (data, log) = before.Snapshot();
        }

        if (state == 1)
        {
            (data, log) = (before.Data, []);
        }

        var refused = 0;
        foreach (var room in Enumerable.Range(0, 80).Select(static step => step * step * 197))
        {
            // A store that is created, one that was closed, and one whose process was killed.
            TestFiles files = new() { CheckpointPages = 100_000, ReservedFrames = 5, Data = state == 0 ? [] : data, Log = state == 0 ? [] : log, LogExists = state == 2 };
            var left = room;
            files.Before = operation =>
            {
                var end = operation.Position + (operation.Bytes?.Length ?? 0);
                var more = operation.Kind is FileOperationKind.Write or FileOperationKind.SetLength
                    ? (int)Math.Max(end - (operation.IsLog ? files.Log : files.Data).Length, 0)
                    : 0;
                if (more > left)
                {
                    files.Write(operation with { Bytes = operation.Bytes?[..Math.Max(operation.Bytes.Length - (more - left), 0)] });
                    left = 0;
                    throw new IOException("No space left on device");
                }

                left -= more;
            };
            if (Record.Exception(() => files.Open().Dispose()) is { } exception)
            {
                refused++;
                var failed = Assert.IsType<DatastoreFailedException>(exception);
                Assert.Contains("can't be opened now: No space left on device", failed.Message, StringComparison.Ordinal);
            }

            files.Before = static _ => { };
            using var again = files.Open();
            Assert.Equal(state == 0 ? 0 : Count, NumberedItems.AssertExactPrefix(again));
        }

        Assert.InRange(refused, 5, 75);
    }

    private static long AppendUntilFailed(TestFiles files, Action<FileOperation> fail)
    {
        var acknowledged = 0L;
        files.Before = fail;
        try
        {
            using var datastore = files.Open();
            for (var append = 0; append < Appends; append++)
            {
                datastore.ActiveRecordStrategy.Append(NumberedItems.Items(acknowledged + 1, 3));
                acknowledged += 3;
                datastore.ActiveRecordStrategy.GetItems(NumberedItems.Item(append).SequenceId);
            }
        }
        catch (EventSourcingException exception) when (exception is DatastoreFailedException or StoreCorruptException)
        {
            // As it should be.
        }

        files.Before = static _ => { };
        return acknowledged;
    }
}
