using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>What salvaging does to files: the damaged ones are only read, and nothing is written over.</summary>
public sealed class SalvagedFilesTests : IDisposable
{
    private const int Count = 600;

    private readonly TemporaryFolder _folder = new();

    private string DamagedPath => _folder.File("damaged.db");

    private string NewPath => _folder.File("new.db");

    private string SetAsidePath => NewPath + ".set-aside.jsonl";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Everything_goes_into_the_new_store_or_the_file_beside_it_and_the_damaged_files_stay_as_they_are()
    {
        var damaged = WriteDamaged();

        var report = LiteDbDatastore.Salvage(DamagedPath, NewPath);

        Assert.Equal(damaged, File.ReadAllBytes(DamagedPath));
        Assert.False(report.IsComplete);
        Assert.Equal(SetAsidePath, report.SetAsidePath);
        var setAside = SalvageReport.ReadSetAside(SetAsidePath).ToList();
        Assert.Equal(report.SetAsideCount, setAside.Count);
        Assert.All(setAside, notification => Assert.Equal(NumberedItems.Item(notification.Id), notification.Item));
        using var store = LiteDbDatastore.Open(NewPath);
        store.Verify();
        Assert.Equal(report.StoredCount, store.ActiveRecordStrategy.LastNotificationId);
        Assert.Equal(
            Count, report.StoredCount + report.SetAsideCount + report.MissingNotifications.Sum(static range => range.LastId - range.FirstId + 1));

        // A sequence goes on where it ends now.
        var sequenceId = setAside[0].Item.SequenceId;
        var last = store.ActiveRecordStrategy.GetItems(sequenceId) is [.., var item] ? item.Position : -1;
        store.ActiveRecordStrategy.Append(new SequencedItem(sequenceId, last + 1, "Example.Event", default));
    }

    [Theory, InlineData("new.db"), InlineData("new.db.wal"), InlineData("new.db.set-aside.jsonl")]
    public void What_is_there_already_is_not_written_over(string name)
    {
        WriteDamaged();
        File.WriteAllText(_folder.File(name), "mine");

        Assert.Throws<IOException>(() => LiteDbDatastore.Salvage(DamagedPath, NewPath));

        Assert.Equal("mine", File.ReadAllText(_folder.File(name)));
        Assert.Equal(new[] { DamagedPath, _folder.File(name) }.Order(), Directory.GetFiles(_folder.File("")).Order());
    }

    [Fact]
    public void A_store_that_is_open_a_missing_one_and_something_else_are_refused_and_nothing_is_written()
    {
        Assert.Throws<FileNotFoundException>(() => LiteDbDatastore.Salvage(DamagedPath, NewPath));
        File.WriteAllBytes(DamagedPath, new byte[100_000]);
        Assert.Throws<InvalidDataException>(() => LiteDbDatastore.Salvage(DamagedPath, NewPath));
        File.Delete(DamagedPath);
        using (LiteDbDatastore.Open(DamagedPath))
        {
            Assert.Throws<DatastoreInUseException>(() => LiteDbDatastore.Salvage(DamagedPath, NewPath));
        }

        Assert.Equal([DamagedPath], Directory.GetFiles(_folder.File("")));
    }

    [Fact]
    public void The_log_of_another_store_is_refused()
    {
        var killed = SalvageTests.DamagedStore.Killed(10, 5);
        var other = SalvageTests.DamagedStore.Killed(10, 5);
        File.WriteAllBytes(DamagedPath, killed.Data);
        File.WriteAllBytes(DamagedPath + ".wal", other.Log!);
        Assert.Throws<InvalidDataException>(() => LiteDbDatastore.Salvage(DamagedPath, NewPath));

        File.WriteAllBytes(DamagedPath + ".wal", killed.Log!);
        Assert.Equal(killed.Count, LiteDbDatastore.Salvage(DamagedPath, NewPath).StoredCount);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Trackings_are_in_the_new_store_unless_something_is_missing(bool isDamaged)
    {
        Tracking tracking = new("Example", 7);
        TestFiles files = new();
        using (var store = files.Open())
        {
            store.ActiveRecordStrategy.Append(NumberedItems.Items(1, 10), tracking);
            store.ActiveRecordStrategy.Append(NumberedItems.Items(11, 10), new Tracking("Other", 3));
        }

        var data = files.Data;
        for (var place = 0; isDamaged && (place = data.AsSpan().IndexOf(NumberedItems.Item(12).Data.Span)) >= 0;)
        {
            data[place]++;
        }

        File.WriteAllBytes(DamagedPath, data);

        var report = LiteDbDatastore.Salvage(DamagedPath, NewPath);

        Assert.Equal(!isDamaged, report.IsComplete);
        using var salvaged = LiteDbDatastore.Open(NewPath);
        salvaged.Verify();
        Assert.Equal(isDamaged ? null : 7, salvaged.ActiveRecordStrategy.GetTracking("Example"));
        if (!isDamaged)
        {
            Assert.Equal([tracking, new Tracking("Other", 3)], report.Trackings);
        }
    }

    [Fact]
    public void A_store_that_has_nothing_but_trackings_comes_out()
    {
        using (var store = LiteDbDatastore.Open(DamagedPath))
        {
            store.ActiveRecordStrategy.Append([], new Tracking("Other store", 7));
        }

        Assert.True(LiteDbDatastore.Salvage(DamagedPath, NewPath).IsComplete);

        using var salvaged = LiteDbDatastore.Open(NewPath);
        Assert.Equal(7, salvaged.ActiveRecordStrategy.GetTracking("Other store"));
    }

    [Fact]
    public async Task A_thread_of_its_own_does_the_same_and_can_be_stopped()
    {
        WriteDamaged();
        Assert.Throws<ArgumentException>(() => { _ = LiteDbDatastore.SalvageAsync(" ", NewPath); });
        Assert.Throws<ArgumentException>(() => { _ = LiteDbDatastore.SalvageAsync(DamagedPath, " "); });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => LiteDbDatastore.SalvageAsync(DamagedPath, NewPath, new CancellationToken(canceled: true)));
        Assert.Equal([DamagedPath], Directory.GetFiles(_folder.File("")));

        var report = await LiteDbDatastore.SalvageAsync(DamagedPath, NewPath);

        using var salvaged = LiteDbDatastore.Open(NewPath);
        Assert.Equal(report.StoredCount, salvaged.ActiveRecordStrategy.LastNotificationId);
    }

    [Fact]
    public void A_line_that_is_no_event_is_named()
    {
        File.WriteAllLines(SetAsidePath, ["""{"notification":1}"""]);
        var exception = Assert.Throws<InvalidDataException>(() => SalvageReport.ReadSetAside(SetAsidePath).ToList());
        Assert.Contains("Line 1 of", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>A store that has lost both copies of some events, in the middle of their sequences.</summary>
    private byte[] WriteDamaged()
    {
        var store = SalvageTests.DamagedStore.Closed(Count, 7, static _ => 200);
        var damaged = store;
        Random random = new(1);
        foreach (var page in store.Copies()[300].SelectMany(static pages => pages).Distinct())
        {
            damaged = damaged.Without(page, isGarbled: page.Number % 2 == 0, random);
        }

        File.WriteAllBytes(DamagedPath, damaged.Data);
        return damaged.Data;
    }
}
