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

    private static PackedEvent Packed(long id, SequencedItem item) =>
        PackedEvent.Write(new byte[PackedEvent.LengthOf(item)], 0, id, item);
}
