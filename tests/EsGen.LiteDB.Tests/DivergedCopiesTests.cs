using System.Buffers.Binary;
using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>Copies of a store that went their own ways: they have the same id, and may have the same epoch.</summary>
public sealed class DivergedCopiesTests
{
    private const int OpeningOffset = 112 + 37;
    private const int SyncedOffset = DataPage.Length + 32;

    private static readonly Lazy<byte[]> Closed = new(() =>
    {
        TestFiles files = new();
        using (var datastore = files.Open())
        {
            datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, 10));
        }

        return files.Data;
    });

    [Fact]
    public void The_log_of_one_beside_the_other()
    {
        var one = Killed(new TestFiles { Data = Closed.Value }, 11);
        var other = Killed(new TestFiles { Data = Closed.Value }, 12);
        Assert.Equal(FileStamp.ReadFrom(one.Data), FileStamp.ReadFrom(other.Data));

        AssertRefused(one.Data, other.Log);
        AssertOpens(one.Data, one.Log, 10 + 11);
    }

    [Fact]
    public void The_log_of_one_beside_the_other_after_both_were_killed_before_they_were_copied()
    {
        var both = Killed(new TestFiles { Data = Closed.Value }, 3);
        var one = Killed(new TestFiles { Data = both.Data, Log = both.Log, LogExists = true }, 11);
        var other = Killed(new TestFiles { Data = both.Data, Log = both.Log, LogExists = true }, 12);
        Assert.Equal(FileStamp.ReadFrom(one.Data), FileStamp.ReadFrom(other.Data));

        AssertRefused(one.Data, other.Log);
        AssertOpens(one.Data, one.Log, 13 + 11);
    }

    [Fact]
    public void The_log_of_one_beside_the_other_that_was_closed()
    {
        var copy = Killed(new TestFiles { Data = Closed.Value }, 11);

        AssertRefused(Closed.Value, copy.Log);
    }

    /// <remarks>Logs and headers of versions that knew no number of the opening.</remarks>
    [Fact]
    public void Files_without_a_number_belong_together_as_before()
    {
        var (data, log) = Killed(new TestFiles { Data = Closed.Value }, 11);
        var oldData = WithoutNumber(data);
        var oldLog = WithoutNumberInLog(log);

        AssertOpens(oldData, oldLog, 10 + 11);
        AssertOpens(oldData, log, 10 + 11);
        AssertOpens(data, oldLog, 10 + 11);
        AssertOpens(WithoutNumber(Closed.Value), [], 10);
    }

    [Fact]
    public void Each_opening_has_a_number_and_a_closed_file_has_none()
    {
        HashSet<long> numbers = [];
        TestFiles files = new() { Data = Closed.Value };
        for (var opening = 0; opening < 5; opening++)
        {
            var (data, log) = Killed(files, 1);
            Assert.NotEqual(0, FileStamp.OpeningIn(data));
            Assert.True(numbers.Add(FileStamp.OpeningIn(data)));
            files = new() { Data = data, Log = log, LogExists = true };
        }

        Assert.Equal(0, FileStamp.OpeningIn(Closed.Value));
    }

    private static void AssertRefused(byte[] data, byte[] log)
    {
        TestFiles files = new() { Data = data, Log = log, LogExists = true };
        Assert.Contains("of a copy of it", Assert.Throws<InvalidDataException>(() => files.Open()).Message, StringComparison.Ordinal);
        Assert.Equal(data, files.Data);
        Assert.Equal(log, files.Log);
    }

    private static void AssertOpens(byte[] data, byte[] log, int count)
    {
        TestFiles files = new() { Data = data, Log = log, LogExists = log.Length > 0 };
        using var datastore = files.Open();
        Assert.Equal(count, NumberedItems.AssertExactPrefix(datastore));
    }

    /// <summary>What a process leaves that appends some more items, and is killed.</summary>
    private static (byte[] Data, byte[] Log) Killed(TestFiles files, int count)
    {
        using var datastore = files.Open();
        datastore.ActiveRecordStrategy.Append(NumberedItems.Items(datastore.ActiveRecordStrategy.LastNotificationId + 1, count));
        return files.Snapshot();
    }

    private static byte[] WithoutNumber(byte[] data)
    {
        byte[] old = [.. data];
        old.AsSpan(OpeningOffset, sizeof(long)).Clear();
        DataPage.Seal(old.AsSpan(0, DataPage.Length));
        return old;
    }

    private static byte[] WithoutNumberInLog(byte[] log)
    {
        byte[] old = [.. log];
        var number = BinaryPrimitives.ReadInt64LittleEndian(old.AsSpan(SyncedOffset));
        var start = LogFrame.Read(old.AsSpan(0, LogFrame.Length))!.Value;
        Assert.Equal(number, start.Synced);
        (start with { Synced = 0 }).WriteTo(old, new byte[DataPage.Length]);
        return old;
    }
}
