using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>One damaged sequence is refused by itself, however long the store goes on.</summary>
public sealed class DamagedSequenceTests
{
    private const byte Bit = 128;

    private static readonly Guid Damaged = new(1, 0, 0, new byte[8]);

    // Among those of the other sequence by the notification ids only.
    private static readonly SequencedItem Between = Item(new Guid(1, 3, 0, new byte[8]), 0);

    private readonly TestFiles _files = new();

    [Fact]
    public async Task The_other_sequences_are_appended_to_and_folded()
    {
        StoreWithDamage();
        using (var datastore = _files.Open())
        {
            AppendToOthers(datastore, 0, 200);
        }

        // Again, because what couldn't be folded is found again.
        using (var datastore = _files.Open())
        {
            AppendToOthers(datastore, 200, 200);
            var strategy = datastore.ActiveRecordStrategy;
            foreach (var exception in new[]
            {
                Record.Exception(() => strategy.Append(Item(Damaged, 20))),
                await Record.ExceptionAsync(async () => await strategy.AppendAsync([Item(Damaged, 20)])),
                Record.Exception(() => strategy.GetItems(Damaged)),
            })
            {
                Assert.Equal(Damaged, AssertCorrupt(exception).SequenceId);
            }

            Assert.Throws<StoreCorruptException>(datastore.Verify);
            Assert.Equal(Item(new Guid(399, 1, 0, new byte[8]), 1), strategy.GetNotifications(strategy.LastNotificationId - 1, 1)[0].Item);
        }
    }

    [Fact]
    public void Events_of_it_that_wait_to_be_folded_are_kept_and_hold_up_nobody()
    {
        StoreWithDamage();
        TestFiles intact = new() { RecentLength = 1 << 20, Data = _files.Data };
        Repair(intact);
        using (var datastore = intact.Open())
        {
            datastore.ActiveRecordStrategy.Append(Item(Damaged, 10), Item(Guid.NewGuid(), 0));
        }

        Damage(intact);
        TestFiles files = new() { Data = intact.Data };
        var count = 0L;
        for (var opening = 0; opening < 3; opening++)
        {
            using var datastore = files.Open();
            var strategy = datastore.ActiveRecordStrategy;
            AppendToOthers(datastore, opening * 200, 200);
            Assert.Equal(Item(Damaged, 10), strategy.GetItem(Damaged, 10));
            count = strategy.LastNotificationId;
            Assert.Equal(count, NumberedItems.AllNotifications(strategy).Count);
        }

        Repair(files);
        using var repaired = files.Open();
        repaired.Verify();
        Assert.Equal(count, repaired.ActiveRecordStrategy.LastNotificationId);
        Assert.Equal(
            Enumerable.Range(0, 11).Select(static position => Item(Damaged, position)), repaired.ActiveRecordStrategy.GetItems(Damaged));
    }

    private static StoreCorruptException AssertCorrupt(Exception? exception)
    {
        var corrupt = Assert.IsType<StoreCorruptException>(exception);
        Assert.Contains("from position 0 on", corrupt.Message, StringComparison.Ordinal);
        return corrupt;
    }

    private static void AppendToOthers(LiteDbDatastore datastore, int first, int count)
    {
        for (var number = first; number < first + count; number++)
        {
            Guid sequenceId = new(number, 1, 0, new byte[8]);
            datastore.ActiveRecordStrategy.Append(Item(sequenceId, 0));
            datastore.ActiveRecordStrategy.Append(Item(sequenceId, 1));
        }

        for (var number = first; number < first + count; number++)
        {
            Guid sequenceId = new(number, 1, 0, new byte[8]);
            Assert.Equal([Item(sequenceId, 0), Item(sequenceId, 1)], datastore.ActiveRecordStrategy.GetItems(sequenceId));
        }
    }

    private static SequencedItem Item(Guid sequenceId, int position)
    {
        // Random, so that it is stored as it is.
        var data = new byte[200];
        new Random((int)Crc.Add(Crc.Of(sequenceId.ToByteArray()), position)).NextBytes(data);
        return new SequencedItem(sequenceId, position, "Example.Created", data);
    }

    /// <summary>Ten events of one sequence, all folded, and the one at position 3 damaged.</summary>
    private void StoreWithDamage()
    {
        using (var datastore = _files.Open())
        {
            SequencedItem[] ten = [.. Enumerable.Range(0, 10).Select(static position => Item(Damaged, position))];
            datastore.ActiveRecordStrategy.Append([.. ten[..5], Between, .. ten[5..]]);
            datastore.ActiveRecordStrategy.Append([.. Enumerable.Range(0, 200).Select(static number => Item(new Guid(number, 2, 0, new byte[8]), 0))]);
        }

        Damage(_files);
    }

    private static void Damage(TestFiles files) => Flip(files, [.. Item(Damaged, 3).Data.Span]);

    private static void Repair(TestFiles files)
    {
        byte[] damaged = [.. Item(Damaged, 3).Data.Span];
        damaged[0] ^= Bit;
        Flip(files, damaged);
    }

    /// <summary>Flips a bit of an event in the block of its sequence, wherever LiteDB has moved it within its page, and seals the page.</summary>
    private static void Flip(TestFiles files, byte[] bytes)
    {
        var data = files.Data;
        var isFound = false;
        for (int place = 0, next; (next = data.AsSpan(place).IndexOf(bytes)) >= 0; place += bytes.Length)
        {
            place += next;
            if (data.AsSpan(place, 1000).IndexOf(Between.Data.Span) < 0)
            {
                data[place] ^= Bit;
                DataPage.Seal(data.AsSpan(place / DataPage.Length * DataPage.Length, DataPage.Length));
                isFound = true;
            }
        }

        Assert.True(isFound);
        files.Data = data;
    }
}
