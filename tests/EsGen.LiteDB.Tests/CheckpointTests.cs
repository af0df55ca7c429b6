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
        using LogStream log = new(new FailStopFile(logFile, failure), failure, stamp, frames: 0, reservedFrames: 2);
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

    private static byte[] Page(uint id, byte content, bool isLast)
    {
        var page = new byte[DataPage.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(page, id);
        page[18] = isLast ? (byte)1 : (byte)0;
        page[^1] = content;
        return page;
    }
}
