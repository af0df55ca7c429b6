using System.Buffers.Binary;
using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>How the log gets into the data file.</summary>
public sealed class CheckpointTests
{
    [Fact]
    public void Of_a_page_that_is_in_the_log_many_times_only_the_last_version_is_written()
    {
        TestFiles files = new() { CheckpointPages = 100_000 };
        List<long> written = [];
        using (var datastore = files.Open())
        {
            for (var id = 1; id <= 100; id++)
            {
                datastore.ActiveRecordStrategy.Append(NumberedItems.Item(id));
            }

            Assert.InRange(files.LogLength / LogFrame.Length, 150, 1000);
            files.Before = operation =>
            {
                if (operation is { IsLog: false, IsWrite: true })
                {
                    written.Add(operation.Position);
                }
            };
        }

        // The header also when the file is marked: once for the log, once as closed.
        Assert.Equal(3, written.Count(static position => position == 0));
        Assert.InRange(written.Count, 5, 60);
        Assert.Equal(written.Count - 2, written.Distinct().Count());

        files.Before = static _ => { };
        using var again = files.Open();
        Assert.Equal(100, NumberedItems.AssertExactPrefix(again));
    }

    [Fact]
    public void A_copy_that_lacks_a_version_of_a_page_stops_the_store_and_leaves_the_log()
    {
        FirstFailure failure = new();
        FileInMemory dataFile = new();
        FileInMemory logFile = new();
        FileStamp stamp = new(Guid.NewGuid(), Epoch: 3);
        using LogStream log = new(new FailStopFile(logFile, failure), failure, stamp, opening: 7, frames: 0, reservedFrames: 2);
        using DataStream data = new(new FailStopFile(dataFile, failure), log, failure);
        byte[] header = new byte[DataPage.Length];
        dataFile.Write(0, header);
        log.Write(Page(1, content: 1, isLast: false));
        log.Write(Page(1, content: 2, isLast: true));
        var logged = logFile.Length;

        data.Position = DataPage.Length;
        data.Write(Page(1, content: 1, isLast: false));
        data.Flush();
        log.SetLength(0);
        log.Position = 0;
        log.Write(Page(2, content: 3, isLast: true));

        Assert.IsType<InvalidOperationException>(failure.Exception);
        Assert.Equal(DataPage.Length, dataFile.Length);
        Assert.Equal(logged, logFile.Length);
        var scan = LogScan.Read(logFile, stamp);
        Assert.Equal((2L, stamp), (scan.Committed, scan.Newest));
    }

    [Fact]
    public void The_pages_are_synced_before_the_header_has_the_next_epoch_and_the_header_before_the_log_is_written_again()
    {
        TestFiles files = new() { CheckpointPages = 100_000, ReservedFrames = 8 };
        List<FileOperation> operations = [];
        using (var datastore = files.Open())
        {
            datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, 50));
            var epoch = FileStamp.ReadFrom(files.Data).Epoch;
            files.Before = operation =>
            {
                if (operation.Kind is not FileOperationKind.Read)
                {
                    lock (operations)
                    {
                        operations.Add(operation);
                    }
                }
            };
            datastore.Dispose();

            bool Advances(FileOperation operation) =>
                operation is { IsLog: false, IsWrite: true, Position: 0 } && FileStamp.ReadFrom(operation.Bytes).Epoch > epoch;
            var advance = operations.FindIndex(Advances);
            Assert.True(advance > 5);
            Assert.Equal((FileOperationKind.Sync, false), (operations[advance - 1].Kind, operations[advance - 1].IsLog));
            Assert.Equal((FileOperationKind.Sync, false), (operations[advance + 1].Kind, operations[advance + 1].IsLog));
            Assert.Equal((FileOperationKind.Write, true), (operations[advance + 2].Kind, operations[advance + 2].IsLog));

            var firstPage = operations.FindIndex(static operation => operation is { IsLog: false, IsWrite: true });
            Assert.Equal((FileOperationKind.Sync, true), (operations[firstPage - 1].Kind, operations[firstPage - 1].IsLog));
        }
    }

    [Fact]
    public void A_sync_of_the_data_file_that_ends_no_copy_leaves_the_log_that_was_found()
    {
        FirstFailure failure = new();
        FileInMemory dataFile = new();
        FileStamp stamp = new(Guid.NewGuid(), Epoch: 3);
        using LogStream log = new(new FileInMemory(), failure, stamp, opening: 7, frames: 1, reservedFrames: 2);
        using DataStream data = new(new FailStopFile(dataFile, failure), log, failure);
        var header = new byte[DataPage.Length];
        stamp.WriteTo(header, opening: 7);
        DataPage.Seal(header);
        dataFile.Write(0, header);
        data.Flush();

        Assert.IsType<InvalidOperationException>(failure.Exception);
        Assert.Equal(stamp, OpeningCheck.StampOf(dataFile));
    }

    /// <remarks>LiteDB itself would crop and sync it.</remarks>
    [Fact]
    public void A_last_page_that_is_in_the_data_file_in_part_is_copied_again()
    {
        TestFiles files = new() { CheckpointPages = 100_000 };
        using var datastore = files.Open();
        datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, 50));
        var (data, log) = files.Snapshot();
        foreach (var length in new[] { 1, 512, 4096, DataPage.Length - 1 })
        {
            TestFiles killed = new() { LogExists = true, Data = [.. data, .. new byte[length]], Log = log };
            using var again = killed.Open();
            Assert.Equal(50, NumberedItems.AssertExactPrefix(again));
        }
    }

    [Fact]
    public void A_log_that_is_emptied_before_it_is_copied_stops_the_store_and_stays()
    {
        FirstFailure failure = new();
        FileInMemory file = new();
        FileStamp stamp = new(Guid.NewGuid(), Epoch: 3);
        using LogStream log = new(new FailStopFile(file, failure), failure, stamp, opening: 7, frames: 0, reservedFrames: 0);
        log.Write(Page(1, content: 1, isLast: true));
        log.SetLength(0);

        Assert.IsType<InvalidOperationException>(failure.Exception);
        Assert.Equal(1, LogScan.Read(file, stamp).Committed);
    }

    [Fact]
    public void A_header_that_is_damaged_meanwhile_is_not_given_a_right_checksum()
    {
        const int Unused = 5000;
        TestFiles files = new() { CheckpointPages = 100_000 };
        using (var datastore = files.Open())
        {
            datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, 50));
            var isDamaged = false;
            files.Before = operation =>
            {
                if (operation is { IsLog: false, Kind: FileOperationKind.Sync } && !isDamaged)
                {
                    isDamaged = true;
                    var data = files.Data;
                    data[Unused] ^= 1;
                    files.Data = data;
                }
            };
        }

        files.Before = static _ => { };
        Assert.False(DataPage.TryUnseal(0, files.Data.AsSpan(0, DataPage.Length)));
        using var again = files.Open();
        Assert.Equal(50, NumberedItems.AssertExactPrefix(again));
        Assert.Equal(0, files.Data[Unused]);
    }

    private static byte[] Page(uint id, byte content, bool isLast)
    {
        var page = new byte[DataPage.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(page, id);
        page[18] = isLast ? (byte)1 : (byte)0;
        page[^1] = content;
        return page;
    }
}
