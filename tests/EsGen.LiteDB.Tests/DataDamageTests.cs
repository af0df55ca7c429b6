using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>Damage to the data file of a closed store: it is found or it doesn't matter, and nothing wrong is ever read.</summary>
public sealed class DataDamageTests
{
    private const int Count = 600;

    private static readonly Lazy<byte[]> Closed = new(() =>
    {
        TestFiles files = new();
        using (var datastore = files.Open())
        {
            foreach (var items in NumberedItems.Items(1, Count).Chunk(7))
            {
                datastore.ActiveRecordStrategy.Append(items);
            }
        }

        return files.Data;
    });

    [Fact]
    public void A_truncated_file_is_refused()
    {
        var data = Closed.Value;
        Random random = new(3);
        for (var trial = 0; trial < 20; trial++)
        {
            var length = trial % 2 == 0 ? random.Next(1, data.Length) : random.Next(1, data.Length / DataPage.Length) * DataPage.Length;
            TestFiles files = new() { Data = data[..length] };
            var exception = Record.Exception(() => files.Open());
            Assert.True(exception is StoreCorruptException or InvalidDataException, exception?.ToString());
            Assert.Contains(files.Name, exception!.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_flipped_bit_is_found_or_harmless()
    {
        Random random = new(5);
        for (var trial = 0; trial < TestLength.Choose(200, 2000); trial++)
        {
            byte[] data = [.. Closed.Value];
            data[random.Next(data.Length)] ^= (byte)(1 << random.Next(8));
            AssertFoundOrHarmless(data);
        }
    }

    [Fact]
    public void A_zeroed_garbled_or_misplaced_page_is_found_or_harmless()
    {
        Random random = new(9);
        for (var trial = 0; trial < TestLength.Choose(60, 600); trial++)
        {
            byte[] data = [.. Closed.Value];
            var page = data.AsSpan(random.Next(data.Length / DataPage.Length) * DataPage.Length, DataPage.Length);
            switch (trial % 3)
            {
                case 0:
                    page.Clear();
                    break;
                case 1:
                    random.NextBytes(page);
                    break;
                default:
                    data.AsSpan(random.Next(data.Length / DataPage.Length) * DataPage.Length, DataPage.Length).CopyTo(page);
                    break;
            }

            AssertFoundOrHarmless(data);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    [Fact]
    public void A_page_of_events_replaced_by_an_older_one_is_found_by_verifying_or_harmless()
    {
        const byte DataType = 4;
        TestFiles files = new();
        List<byte[]> versions = [];
        for (var round = 0; round < 3; round++)
        {
            using (var datastore = files.Open())
            {
                foreach (var items in NumberedItems.Items((round * 200) + 1, 200).Chunk(7))
                {
                    datastore.ActiveRecordStrategy.Append(items);
                }
            }

            versions.Add(files.Data);
        }

        var found = 0;
        var newest = versions[^1];
        foreach (var older in versions[..^1])
        {
            for (var offset = 0; offset < older.Length; offset += DataPage.Length)
            {
                var page = older.AsSpan(offset, DataPage.Length);
                if (page[4] == DataType && newest[offset + 4] == DataType && !page.SequenceEqual(newest.AsSpan(offset, DataPage.Length)))
                {
                    byte[] data = [.. newest];
                    page.CopyTo(data.AsSpan(offset));
                    var exception = Record.Exception(() =>
                    {
                        using var datastore = new TestFiles { Data = data }.Open();
                        datastore.Verify();

                        // Harmless: what the newer page had besides says only where to begin or to look.
                        Assert.Equal(600, NumberedItems.AssertExactPrefix(datastore));
                    });
                    Assert.True(exception is null or StoreCorruptException or DatastoreFailedException, exception?.ToString());
                    found += exception is null ? 0 : 1;
                }
            }
        }

        Assert.InRange(found, 10, 1000);
    }

    /// <remarks>LiteDB then gets what it can't make sense of, and throws whatever it comes upon.</remarks>
    [Fact]
    public void A_page_that_was_changed_and_sealed_again_is_damage_and_no_failure_of_the_disk()
    {
        Random random = new(17);
        var found = 0;
        for (var trial = 0; trial < TestLength.Choose(100, 3000); trial++)
        {
            byte[] data = [.. Closed.Value];
            var page = data.AsSpan(random.Next(data.Length / DataPage.Length) * DataPage.Length, DataPage.Length);
            var id = page[..sizeof(uint)].ToArray();
            var part = page[random.Next(page.Length - 1)..];
            random.NextBytes(part[..random.Next(1, trial % 2 == 0 ? part.Length : Math.Min(part.Length, 9))]);
            id.CopyTo(page);
            DataPage.Seal(page);
            try
            {
                TestFiles files = new() { Data = data };
                using var datastore = files.Open();
                datastore.Verify();
                Assert.Equal(Count, datastore.ActiveRecordStrategy.LastNotificationId);
                foreach (var (number, item) in datastore.ActiveRecordStrategy.GetNotifications(0, Count))
                {
                    Assert.Equal(NumberedItems.Item(number), item);
                    Assert.Equal(item, datastore.ActiveRecordStrategy.GetItem(item.SequenceId, item.Position));
                }
            }
            catch (Exception exception) when (exception is StoreCorruptException or InvalidDataException)
            {
                found++;
            }
        }

        Assert.NotEqual(0, found);
    }

    /// <remarks>In such a way that the order stays: so reading all in order finds everything, and looking for it doesn't.</remarks>
    [Fact]
    public void A_key_changed_in_the_index_alone_is_found_by_verifying()
    {
        const byte IndexType = 3;
        var changed = 0;
        for (var offset = 0; offset < Closed.Value.Length; offset += DataPage.Length)
        {
            for (var sequence = 0; Closed.Value[offset + 4] == IndexType && sequence < NumberedItems.Sequences; sequence++)
            {
                byte[] data = [.. Closed.Value];
                var page = data.AsSpan(offset, DataPage.Length);
                if (page.LastIndexOf(NumberedItems.Item(sequence).SequenceId.ToByteArray(bigEndian: true)) is var place and >= 0)
                {
                    page[place + 15] = 1;
                    DataPage.Seal(page);
                    using var datastore = new TestFiles { Data = data }.Open();
                    Assert.Throws<StoreCorruptException>(datastore.Verify);
                    changed++;
                }
            }
        }

        Assert.InRange(changed, NumberedItems.Sequences, 10 * NumberedItems.Sequences);
    }

    /// <remarks>To LiteDB it is an empty database: all would seem to be gone.</remarks>
    [Fact]
    public void A_header_that_lists_no_collections_is_found_when_it_is_opened()
    {
        const int CollectionsOffset = 192;
        byte[] data = [.. Closed.Value];
        var header = data.AsSpan(0, DataPage.Length);
        header[CollectionsOffset..].Clear();
        header[CollectionsOffset] = 5;
        DataPage.Seal(header);
        TestFiles files = new() { Data = data };

        Assert.Contains("lacks the document", Assert.Throws<StoreCorruptException>(() => files.Open()).Message, StringComparison.Ordinal);
    }

    private static void AssertFoundOrHarmless(byte[] data)
    {
        var exception = Record.Exception(() =>
        {
            TestFiles files = new() { Data = data };
            using var datastore = files.Open();
            foreach (var id in new[] { 1, 300, Count })
            {
                var item = NumberedItems.Item(id);
                Assert.Equal(item, datastore.ActiveRecordStrategy.GetItem(item.SequenceId, item.Position));
            }

            Assert.Equal(Count, NumberedItems.AssertExactPrefix(datastore));
        });
        Assert.True(exception is null or StoreCorruptException or DatastoreFailedException or InvalidDataException, exception?.ToString());
        Assert.False(exception is null && !data.SequenceEqual(Closed.Value), "Damage was not found.");
    }
}
