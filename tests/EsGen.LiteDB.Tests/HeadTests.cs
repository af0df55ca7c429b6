using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>Where a store goes on: the newest event must be the same from both ends of LiteDB's order.</summary>
public sealed class HeadTests
{
    private const int PageTypeOffset = 4;
    private const byte IndexPage = 3;
    private const byte Int64Type = 3;
    private const int HighestSlotOffset = 30;
    private const int SlotLength = 4;
    private const int AddressLength = 5;
    private const int LevelCountOffset = 1;
    private const int LevelsOffset = 12;
    private const int NextOffset = LevelsOffset + AddressLength;

    /// <remarks>A page that is an older version of itself is whole, and its checksum is right.</remarks>
    [Fact]
    public void An_older_version_of_a_page_never_lets_new_events_replace_acknowledged_ones()
    {
        const int Step = 150;
        const int Count = 1500;
        TestFiles files = new() { RecentLength = 1 << 14 };
        List<byte[]> versions = [];
        for (var id = 1; id <= Count; id += Step)
        {
            Append(files, id, Step);
            versions.Add(files.Data);
        }

        var newest = versions[^1];
        List<string> refused = [];
        foreach (var older in versions.SkipLast(1))
        {
            for (var offset = DataPage.Length; offset < older.Length; offset += DataPage.Length)
            {
                byte[] mixed = [.. newest];
                older.AsSpan(offset, DataPage.Length).CopyTo(mixed.AsSpan(offset));
                if (mixed.AsSpan().SequenceEqual(newest))
                {
                    continue;
                }

                TestFiles damaged = new() { Data = mixed, RecentLength = 1 << 14 };
                try
                {
                    using var datastore = damaged.Open();
                    Assert.Equal(Count, datastore.ActiveRecordStrategy.LastNotificationId);
                }
                catch (StoreCorruptException exception)
                {
                    refused.Add(exception.Message);
                }
            }
        }

        Assert.NotEmpty(refused);
    }

    [Fact]
    public void An_event_that_is_found_from_one_end_only_is_damage()
    {
        var (data, nodes) = WriteUntilTheLastHasOneLevel();

        // The last but one leads to what comes after the last; the last one still leads back to it.
        data.AsSpan(nodes[^1] + NextOffset, AddressLength).CopyTo(data.AsSpan(nodes[^2] + NextOffset));
        DataPage.Seal(data.AsSpan(nodes[^2] / DataPage.Length * DataPage.Length, DataPage.Length));

        TestFiles damaged = new() { Data = data, RecentLength = 1 << 20 };
        Assert.Contains("is missing", Assert.Throws<StoreCorruptException>(() => damaged.Open()).Message, StringComparison.Ordinal);
    }

    /// <remarks>LiteDB draws a node's levels by chance; one with several is found past the one before it, and nothing is lost then.</remarks>
    private static (byte[] Data, List<int> Nodes) WriteUntilTheLastHasOneLevel()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            TestFiles files = new() { RecentLength = 1 << 20 };
            Append(files, 1, 900);
            var nodes = NodesOfNotifications(files.Data);
            Assert.InRange(nodes.Count, 3, 100);
            if (files.Data[nodes[^1] + LevelCountOffset] == 1)
            {
                return (files.Data, nodes);
            }
        }

        throw new InvalidOperationException("LiteDB gave no last node one level.");
    }

    /// <summary>Where the nodes of LiteDB's index of the blocks of notifications are, in order, without that of the newest ones.</summary>
    private static List<int> NodesOfNotifications(byte[] data)
    {
        SortedDictionary<long, int> nodes = [];
        for (var offset = 0; offset < data.Length; offset += DataPage.Length)
        {
            // Behind all nodes of a page, backwards from its end, are their places.
            var end = offset + DataPage.Length;
            for (var slot = 0; data[offset + PageTypeOffset] == IndexPage && slot <= data[offset + HighestSlotOffset]; slot++)
            {
                var node = offset + BitConverter.ToUInt16(data, end - (slot * SlotLength) - sizeof(ushort));
                var key = node + LevelsOffset + (data[node + LevelCountOffset] * 2 * AddressLength);
                if (node > offset && data[key] == Int64Type && BitConverter.ToInt64(data, key + 1) is var id and > 0 and < EventBlock.NewestId)
                {
                    nodes[id] = node;
                }
            }
        }

        return [.. nodes.Values];
    }

    private static void Append(TestFiles files, int firstId, int count)
    {
        using var datastore = files.Open();
        foreach (var items in NumberedItems.Items(firstId, count).Chunk(20))
        {
            datastore.ActiveRecordStrategy.Append(items);
        }
    }
}
