using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>A log that was begun again: behind its frames there still are those of the epoch before, which count no more.</summary>
public sealed class ReusedLogTests
{
    private const int ChecksumOffset = 14;

    private static readonly Lazy<(byte[] Data, byte[] Log, byte[] Before, int Count)> Killed = new(KilledStore);

    [Fact]
    public void What_is_left_of_the_epoch_before_is_passed_over()
    {
        var (data, log, _, count) = Killed.Value;
        using var datastore = Files(data, log).Open();
        Assert.Equal(count, NumberedItems.AssertExactPrefix(datastore));
        datastore.Verify();
    }

    [Fact]
    public void What_is_left_of_the_epoch_before_may_be_anything()
    {
        var (data, log, _, count) = Killed.Value;
        Random random = new(3);
        for (var trial = 0; trial < 20; trial++)
        {
            byte[] damaged = [.. log];
            var begin = (int)LogFrame.OffsetOf(CurrentFrames(log)) + random.Next(LogFrame.Length);
            random.NextBytes(damaged.AsSpan(begin..random.Next(begin, log.Length)));
            using var datastore = Files(data, damaged).Open();
            Assert.Equal(count, NumberedItems.AssertExactPrefix(datastore));
        }
    }

    [Fact]
    public void A_frame_of_the_epoch_before_in_the_place_of_one_that_was_synced_is_damage()
    {
        var (data, log, before, count) = Killed.Value;
        var frames = CurrentFrames(log);

        // The last commit may be torn; what comes before it is known to have been synced from the commit after it.
        for (var index = 0; index < frames; index++)
        {
            byte[] damaged = [.. log];
            var offset = (int)LogFrame.OffsetOf(index);
            before.AsSpan(offset, LogFrame.Length).CopyTo(damaged.AsSpan(offset));
            var files = Files(data, damaged);
            if (LogFrame.Read(log.AsSpan((int)LogFrame.OffsetOf(frames - 1), LogFrame.Length)) is { } last && last.Synced > index)
            {
                Assert.Contains("is damaged", Assert.Throws<StoreCorruptException>(() => files.Open()).Message, StringComparison.Ordinal);
                Assert.Equal(damaged, files.Log);
            }
            else
            {
                using var datastore = files.Open();
                Assert.Equal(count - 1, NumberedItems.AssertExactPrefix(datastore));
            }
        }
    }

    [Fact]
    public void A_log_of_two_epochs_before_is_refused()
    {
        var (data, log, before, count) = Killed.Value;
        var epoch = StampOf(before)!.Value.Epoch;
        Assert.Equal(epoch + 1, StampOf(log)!.Value.Epoch);
        FileStamp later = new(StampOf(log)!.Value.StoreId, epoch + 2);
        byte[] moved = [.. data];
        later.WriteTo(moved, opening: 0);
        DataPage.Seal(moved.AsSpan(0, DataPage.Length));

        Assert.Contains(
            "of another time", Assert.Throws<InvalidDataException>(() => Files(moved, before).Open()).Message, StringComparison.Ordinal);

        // But not if it was begun again since: that of the epoch between was shorter, and is overwritten.
        byte[] begun = [.. before];
        new LogFrame(later, LogFrame.Start, Synced: 0).WriteTo(begun, new byte[DataPage.Length]);
        using var datastore = Files(moved, begun).Open();
        Assert.InRange(NumberedItems.AssertExactPrefix(datastore), 1, count - 1);
    }

    /// <remarks>The new stamp with the checksum of before, as only a disk leaves it whose sectors aren't written as a whole.</remarks>
    [Fact]
    public void A_header_torn_when_the_epoch_was_advanced_is_taken_from_the_log()
    {
        TestFiles files = new() { CheckpointPages = 40, ReservedFrames = 8 };
        using var datastore = files.Open();
        byte[] data = [];
        byte[] log = [];
        var acknowledged = 0;
        files.Before = operation =>
        {
            if (operation is { IsLog: true, IsWrite: true } && operation.Position == LogFrame.OffsetOf(LogFrame.Start))
            {
                (data, log) = files.Snapshot();
            }
        };
        while (data.Length == 0)
        {
            datastore.ActiveRecordStrategy.Append(NumberedItems.Item(++acknowledged));
        }

        files.Before = static _ => { };
        Assert.Equal(StampOf(log)!.Value.Epoch + 1, FileStamp.ReadFrom(data).Epoch);
        data[ChecksumOffset] ^= 1;
        using (var torn = Files(data, log).Open())
        {
            Assert.Equal(acknowledged, NumberedItems.AssertExactPrefix(torn));
        }

        // But not if the log has been begun again since, in whatever order that got to the medium: its header is too old then.
        var next = StampOf(log)!.Value with { Epoch = FileStamp.ReadFrom(data).Epoch };
        foreach (var index in new[] { LogFrame.Start, 0, 1, CurrentFrames(log) - 1 })
        {
            byte[] begun = [.. log];
            new LogFrame(next, index, Synced: 0).WriteTo(begun.AsSpan((int)LogFrame.OffsetOf(index)), new byte[DataPage.Length]);
            var refused = Files(data, begun);
            Assert.Throws<StoreCorruptException>(() => refused.Open());
            Assert.Equal(data, refused.Data);
            Assert.Equal(begun, refused.Log);
        }
    }

    /// <remarks>Its start may be that of the epoch before, as long as nothing of it was synced.</remarks>
    [Fact]
    public void A_log_that_is_newer_than_the_file_is_refused()
    {
        var (data, log, _, _) = Killed.Value;
        var older = StampOf(log)!.Value with { Epoch = StampOf(log)!.Value.Epoch - 1 };
        var (restored, begun) = (data.ToArray(), log[..(int)LogFrame.OffsetOf(CurrentFrames(log))]);
        older.WriteTo(restored, opening: 0);
        DataPage.Seal(restored.AsSpan(0, DataPage.Length));
        new LogFrame(older, LogFrame.Start, Synced: 0).WriteTo(begun, new byte[DataPage.Length]);

        Assert.Contains(
            "of another time", Assert.Throws<InvalidDataException>(() => Files(restored, begun).Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_of_the_epoch_before_is_found_when_it_is_read()
    {
        var (files, before, _) = StoreWithLogBegunAgain(out var datastore);
        using (datastore)
        {
            datastore.Verify();
            var log = files.Log;
            before.AsSpan((int)LogFrame.OffsetOf(0), LogFrame.Length).CopyTo(log.AsSpan((int)LogFrame.OffsetOf(0)));
            files.Log = log;

            Assert.Contains(
                "Page 0 of the log", Assert.Throws<StoreCorruptException>(() => datastore.Verify()).Message, StringComparison.Ordinal);
        }
    }

    private static TestFiles Files(byte[] data, byte[] log) => new() { LogExists = true, Data = data, Log = log };

    /// <summary>The files of a store whose process was killed some commits after its log was begun again, and the log just before that.</summary>
    private static (byte[] Data, byte[] Log, byte[] Before, int Count) KilledStore()
    {
        var (files, before, count) = StoreWithLogBegunAgain(out var datastore);
        using (datastore)
        {
            var (data, log) = files.Snapshot();
            var frames = CurrentFrames(log);
            Assert.InRange(frames, 3, 30);
            Assert.Equal(StampOf(log)!.Value.Epoch - 1, LogFrame.Read(log.AsSpan((int)LogFrame.OffsetOf(frames), LogFrame.Length))!.Value.Stamp.Epoch);
            return (data, log, before, count);
        }
    }

    /// <remarks>Nothing is folded, so that every commit is an append.</remarks>
    private static (TestFiles Files, byte[] Before, int Count) StoreWithLogBegunAgain(out LiteDbDatastore datastore)
    {
        TestFiles files = new() { CheckpointPages = 40, ReservedFrames = 8, RecentLength = 1 << 20 };
        datastore = files.Open();
        byte[] before = [];
        var begun = 0;
        files.Before = operation =>
        {
            if (operation is { IsLog: true, IsWrite: true } && operation.Position == LogFrame.OffsetOf(LogFrame.Start))
            {
                before = files.Log;
                begun++;
            }
        };
        var count = 0;
        for (var since = 0; since < 6; since += begun < 2 ? 0 : 1)
        {
            datastore.ActiveRecordStrategy.Append(NumberedItems.Item(++count));
        }

        files.Before = static _ => { };
        return (files, before, count);
    }

    private static FileStamp? StampOf(byte[] log) => LogFrame.Read(log.AsSpan((int)LogFrame.OffsetOf(0), LogFrame.Length))?.Stamp;

    private static int CurrentFrames(byte[] log) =>
        Enumerable.Range(0, (log.Length / LogFrame.Length) - 1)
            .TakeWhile(index => LogFrame.Read(log.AsSpan((int)LogFrame.OffsetOf(index), LogFrame.Length))?.Stamp == StampOf(log))
            .Count();
}
