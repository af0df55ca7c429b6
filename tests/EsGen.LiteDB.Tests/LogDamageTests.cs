using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>
/// Damage to the log that a killed process left: at its end it is what a power failure leaves, and cut; before that it is refused, because
/// something that was safely stored would be lost.
/// </summary>
public sealed class LogDamageTests
{
    private const int Base = 300;

    private static readonly Lazy<(byte[] Data, byte[] Log, List<int> Syncs)> Killed = new(KilledStore);

    public static TheoryData<string> Damages => [.. DamageKinds.Keys];

    private static Dictionary<string, Func<byte[], Random, byte[]>> DamageKinds { get; } = new()
    {
        ["cut at any byte"] = (log, random) => log[..random.Next(1, log.Length)],
        ["cut between pages"] = (log, random) => log[..(random.Next(1, Pages(log)) * LogFrame.Length)],
        ["last pages zero"] = (log, random) => Clear(log, ^(random.Next(1, 20) * LogFrame.Length)..),
        ["a page zero"] = (log, random) => Clear(log, PageAt(random.Next(Pages(log)))),
        ["second half of a page zero"] = (log, random) => Clear(log, Second4K(random.Next(Pages(log)))),
        ["second half of the last page zero"] = (log, _) => Clear(log, Second4K(Pages(log) - 1)),
        ["a sector garbled"] = (log, random) => Garble(log, random, random.Next(log.Length / 512) * 512, 512),
        ["a page garbled"] = (log, random) => Garble(log, random, random.Next(Pages(log)) * LogFrame.Length, LogFrame.Length),
        ["a bit flipped"] = (log, random) => Flip(log, random),
        ["garbage behind"] = (log, random) => [.. log, .. Garble(new byte[20_000], random, 0, random.Next(1, 20_000))],
        ["two pages swapped"] = (log, random) => Swap(log, random.Next(Pages(log)), random.Next(Pages(log))),
    };

    [Theory, MemberData(nameof(Damages))]
    public void A_damaged_log_is_cut_at_its_last_whole_commit_or_refused(string damage)
    {
        var (data, log, syncs) = Killed.Value;
        Random random = new(7);
        for (var trial = 0; trial < TestLength.Choose(10, 60); trial++)
        {
            var damaged = DamageKinds[damage]([.. log], random);
            TestFiles files = new() { LogExists = true, Data = data, Log = damaged };
            if (IsTornEnd(log, damaged, syncs) is { } intactPages)
            {
                using var datastore = files.Open();
                Assert.Equal(LastIdIn(syncs, intactPages), NumberedItems.AssertExactPrefix(datastore));
            }
            else
            {
                var exception = Assert.Throws<StoreCorruptException>(() => files.Open());
                Assert.Contains("page", exception.Message, StringComparison.Ordinal);
                Assert.Equal(damaged, files.Log);
                Assert.Equal(data, files.Data);
            }
        }
    }

    [Fact]
    public void The_log_left_by_a_killed_process_is_found()
    {
        var (data, log, syncs) = Killed.Value;
        TestFiles files = new() { LogExists = true, Data = data, Log = log };
        using var datastore = files.Open();
        Assert.Equal(LastIdIn(syncs, Pages(log)), NumberedItems.AssertExactPrefix(datastore));
    }

    /// <summary>A store whose process ends without closing it: some commits in the data file, single and large ones in the log.</summary>
    /// <returns>Also how many pages the log had at each sync, which ends an append; folding isn't synced.</returns>
    private static (byte[] Data, byte[] Log, List<int> Syncs) KilledStore()
    {
        List<int> syncs = [];
        TestFiles files = new() { CheckpointPages = 100_000 };
        using (var datastore = files.Open())
        {
            datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, Base));
        }

        using var again = files.Open();
        files.Before = operation =>
        {
            if (operation is { IsLog: true, Kind: FileOperationKind.Sync })
            {
                syncs.Add((int)(files.LogLength / LogFrame.Length));
            }
        };
        var id = Base + 1;
        for (; id <= Base + 60; id++)
        {
            again.ActiveRecordStrategy.Append(NumberedItems.Item(id));
        }

        for (; id <= Base + 360; id += 30)
        {
            again.ActiveRecordStrategy.Append(NumberedItems.Items(id, 30));
        }

        files.Before = static _ => { };
        var (data, log) = files.Snapshot();
        return (data, log, syncs);
    }

    private static int Pages(byte[] log) => log.Length / LogFrame.Length;

    private static Range PageAt(int page) => (page * LogFrame.Length)..((page + 1) * LogFrame.Length);

    private static Range Second4K(int page) => ((page * LogFrame.Length) + 4096)..((page * LogFrame.Length) + 8192);

    /// <summary>The newest event after so many pages: 60 appends of one event, then 10 of thirty.</summary>
    private static long LastIdIn(List<int> syncs, int pages)
    {
        var appends = syncs.Count(sync => sync <= pages);
        return Base + Math.Min(appends, 60) + (Math.Max(appends - 60, 0) * 30);
    }

    /// <summary>
    /// How many pages there are before the damage, if it spared the first one and nothing was written after what it hit was synced;
    /// otherwise null.
    /// </summary>
    private static int? IsTornEnd(byte[] log, byte[] damaged, List<int> syncs)
    {
        bool IsIntact(int page) => page < Pages(damaged) && damaged.AsSpan(PageAt(page)).SequenceEqual(log.AsSpan(PageAt(page)));

        var first = Enumerable.Range(0, Pages(log)).FirstOrDefault(page => !IsIntact(page), Pages(log));
        if (first == 0)
        {
            // Without its start it could be any file.
            return null;
        }

        var synced = syncs.FirstOrDefault(sync => sync > first, Pages(log));
        return Enumerable.Range(0, Pages(log)).Any(page => page >= synced && IsIntact(page)) ? null : first;
    }

    private static byte[] Clear(byte[] log, Range range)
    {
        log.AsSpan(range).Clear();
        return log;
    }

    private static byte[] Garble(byte[] log, Random random, int offset, int length)
    {
        random.NextBytes(log.AsSpan(offset, Math.Min(length, log.Length - offset)));
        return log;
    }

    private static byte[] Flip(byte[] log, Random random)
    {
        log[random.Next(log.Length)] ^= (byte)(1 << random.Next(8));
        return log;
    }

    private static byte[] Swap(byte[] log, int one, int other)
    {
        byte[] swapped = [.. log];
        log.AsSpan(PageAt(one)).CopyTo(swapped.AsSpan(PageAt(other)));
        log.AsSpan(PageAt(other)).CopyTo(swapped.AsSpan(PageAt(one)));
        return swapped;
    }
}
