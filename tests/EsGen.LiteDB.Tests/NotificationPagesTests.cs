using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>
/// However many notifications are asked for at a time, none is left out, and nobody else waits until all of them are read.
/// </summary>
public sealed class NotificationPagesTests
{
    [Theory, InlineData(1 << 20, 30, 1), InlineData(400_000, 60, 3), InlineData(200, 20_000, 10_000)]
    public void A_page_ends_after_a_million_bytes(int length, int count, int most)
    {
        using var datastore = LiteDbDatastore.Open(":memory:");
        var strategy = datastore.ActiveRecordStrategy;
        foreach (var ids in Enumerable.Range(1, count).Chunk(Math.Max(1, 4_000_000 / length)))
        {
            strategy.Append(NumberedItems.Items(ids[0], ids.Length, length));
        }

        var last = 0L;
        while (strategy.GetNotifications(last, int.MaxValue) is { Count: > 0 } page)
        {
            Assert.InRange(page.Count, 1, most);
            foreach (var (id, item) in page)
            {
                Assert.Equal(++last, id);
                Assert.Equal(NumberedItems.Item(id, length), item);
            }
        }

        Assert.Equal(count, last);
    }
}
