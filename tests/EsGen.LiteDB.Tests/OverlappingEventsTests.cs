using LiteDB.Engine;
using Xunit;

namespace EsGen.LiteDB.Tests;

public sealed class OverlappingEventsTests
{
    [Fact]
    public void Two_notifications_of_one_position_are_damage_that_is_named()
    {
        RecentEvents recent = new();
        var item = NumberedItems.Item(1);
        recent.Add(Packed(1, item));

        var corrupt = Assert.Throws<StoreCorruptException>(() => recent.Add(Packed(2, item)));

        Assert.Equal((item.SequenceId, item.Position), (corrupt.SequenceId, corrupt.Position));
    }

    /// <remarks>As an index that leads past a block lets it happen: the writer takes the position for free.</remarks>
    [Fact]
    public void An_event_at_a_position_that_is_taken_in_a_block_is_not_folded_away()
    {
        var item = NumberedItems.Item(1);
        using LiteEngine engine = new(new EngineSettings { DataStream = new MemoryStream(), LogStream = new MemoryStream() });
        EventDocuments documents = new(engine);
        BlockToWrite block = new();
        Assert.True(block.TryAdd(Packed(7, item)));
        documents.Write([block.ToSequenceDocument()]);
        EventCollection events = new(documents, recentLength: 0);
        events.Write([NumberedItems.Item(2), item], new Dictionary<string, long>());
        events.ShowNewest();

        events.Fold();

        Assert.Equal(7, documents.FindSequence(item.SequenceId, PositionRange.All, ascending: true).Single().First.Id);
        Assert.Equal(2, events.FindUnfolded(long.MaxValue).Single().Id);
        Assert.Equal(1, documents.FoldedUpTo());
        var corrupt = Assert.Throws<StoreCorruptException>(() => events.FindItems(item.SequenceId, new ItemQuery { Limit = 9 }));
        Assert.Equal((item.SequenceId, item.Position), (corrupt.SequenceId, corrupt.Position));
    }

    private static PackedEvent Packed(long id, SequencedItem item) => EventBlock.Of([item], id).Single()[0];
}
