using System.Globalization;
using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>
/// Ids and topics that a store could trip over, and cultures that LiteDB would: each is itself, or refused before anything happens.
/// </summary>
public sealed class HostileValuesTests : IDisposable
{
    private static readonly string[] Topics =
    [
        "Order", "order", "ORDER", "\u0130stanbul", "istanbul", "coop", "co\u00ADop", "stra\u00DFe", "strasse", "a\0b",
        "\u202Egnp.exe", "\uFEFFx", "\uFFFF",
    ];

    private static readonly Guid[] Ids =
    [
        Guid.Empty, Guid.AllBitsSet, new("00000000-0000-0000-0000-000000000001"), new("01000000-0000-0000-0000-000000000000"),
        new("00000000-0000-0000-8000-000000000000"), new("7fffffff-ffff-ffff-ffff-ffffffffffff"),
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;

    public void Dispose()
    {
        CultureInfo.CurrentCulture = _culture;
        _folder.Dispose();
    }

    [Theory, InlineData("tr-TR", "en-US"), InlineData("en-US", ""), InlineData("", "tr-TR")]
    public void What_was_stored_under_one_culture_is_the_same_under_another(string first, string second)
    {
        var path = _folder.File("example.db");
        SequencedItem[] items =
        [
            .. from id in Ids
               from position in new[] { long.MinValue, -1, 0, long.MaxValue }
               select new SequencedItem(id, position, Topics[Math.Abs(position % Topics.Length)], "{}"u8.ToArray()),
            .. Topics.Select((topic, index) => new SequencedItem(new Guid("11111111-1111-1111-1111-111111111111"), index, topic, default)),
        ];

        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(first);
        using (var datastore = LiteDbDatastore.Open(path))
        {
            datastore.ActiveRecordStrategy.Append(items);
        }

        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(second);
        using var again = LiteDbDatastore.Open(path);
        Assert.Equal(items, again.ActiveRecordStrategy.GetNotifications(0, int.MaxValue).Select(notification => notification.Item));
        foreach (var id in Ids)
        {
            Assert.Equal(items.Where(item => item.SequenceId == id), again.ActiveRecordStrategy.GetItems(id));
        }

        again.Verify();
    }

    [Fact]
    public void A_topic_that_is_no_text_is_refused_and_nothing_of_its_append_is_stored()
    {
        using var datastore = LiteDbDatastore.Open(":memory:");
        foreach (var topic in new[] { "\uD800", "a\uDC00b", null })
        {
            Assert.Throws<ArgumentException>(() => datastore.ActiveRecordStrategy.Append(
                NumberedItems.Item(1), new SequencedItem(Guid.Empty, 0, topic!, default)));
        }

        Assert.Equal(0, NumberedItems.AssertExactPrefix(datastore));
    }
}
