using System.Buffers.Binary;
using CsCheck;
using K4os.Compression.LZ4;
using LiteDB;
using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>Blocks as bytes: what is read is what was written, or nothing, whatever somebody does to the bytes.</summary>
public sealed class StoredBlockTests
{
    private const int HeaderLength = 10;

    private static readonly Gen<SequencedItem> AnyItem = Gen.Select(
        Gen.OneOf(Gen.Guid, Gen.Const(Guid.Empty), Gen.Const(Guid.AllBitsSet)),
        Gen.OneOf(Gen.Long, Gen.Long[0, 9], Gen.Const(long.MinValue), Gen.Const(long.MaxValue)),
        Gen.OneOf(Gen.OneOf("", "Example.Created", "Bäng🎉"), Gen.String[Gen.Char['a', 'z'], 0, 40]),
        Gen.Long[0, DateTime.MaxValue.Ticks],
        Gen.OneOf(Gen.Byte.Array[0, 300], Gen.Int[0, 2000].Select(static length => new byte[length])),
        Gen.Byte.Array[0, 20]).Select(static (sequenceId, position, topic, ticks, data, metadata) =>
            new SequencedItem(sequenceId, position, topic, data) { Timestamp = new DateTimeOffset(ticks, TimeSpan.Zero), Metadata = metadata });

    // Of consecutive notifications.
    private static readonly Gen<SequencedItem[]> AnyItems = AnyItem.Array[1, 60];

    private static readonly Gen<(long FirstId, SequencedItem[] Items, bool IsCompressed)> AnyBlock =
        Gen.Select(Gen.OneOf(Gen.Long[1, 100], Gen.Long[1, long.MaxValue - 100]), AnyItems, Gen.Bool);

    [Fact]
    public void What_is_read_is_what_was_written() => AnyBlock.Sample(
        static block =>
        {
            var bytes = Write(block.FirstId, block.Items, block.IsCompressed);
            AssertSame(block.FirstId, block.Items, Read(bytes, out var length)!);
            Assert.Equal(bytes.Length, length);

            // And anywhere else, with anything behind it.
            byte[] within = [1, 2, 3, .. bytes, 4, 5];
            AssertSame(block.FirstId, block.Items, StoredBlock.TryRead(within, 3, new TopicCache(), out _)!);
        },
        iter: TestLength.Choose(500, 50_000));

    [Fact]
    public void Damaged_bytes_are_no_block() => Gen.Select(AnyBlock, Gen.Int[0, 2], Gen.Int[0, 1 << 20], Gen.Int[1, 255]).Sample(
        static (block, kind, place, change) =>
        {
            var bytes = Write(block.FirstId, block.Items, block.IsCompressed);
            place %= bytes.Length;
            switch (kind)
            {
                case 0:
                    bytes[place] ^= (byte)change;
                    break;
                case 1:
                    bytes = bytes[..place];
                    break;
                default:
                    bytes.AsSpan(place).Clear();
                    bytes[place] = (byte)(change | 1);
                    break;
            }

            var isSame = bytes.AsSpan().SequenceEqual(Write(block.FirstId, block.Items, block.IsCompressed));
            Assert.True(isSame || Read(bytes, out _) is null);
        },
        iter: TestLength.Choose(1000, 100_000));

    /// <remarks>Who can make a checksum right can make wrong events, but no other harm.</remarks>
    [Fact]
    public void Hostile_bytes_with_right_checksums_are_no_block_or_one_that_can_be_read_and_take_little_memory() =>
        Gen.Select(AnyBlock, Gen.Select(Gen.Int[0, 1 << 20], Gen.Byte).Array[1, 4], Gen.Int[0, 3]).Sample(
            static (block, changes, level) =>
            {
                var bytes = Write(block.FirstId, block.Items, block.IsCompressed);
                var isCompressed = bytes[1] == 2;
                var plain = isCompressed && level > 0 ? Inflate(bytes) : null;
                var target = plain ?? bytes.AsSpan(HeaderLength).ToArray();
                foreach (var (place, value) in changes)
                {
                    // Mostly what comes first: counts, lengths and indexes.
                    target[place % (level == 3 ? target.Length : Math.Min(target.Length, 80))] = value;
                }

                bytes = plain is null ? Sealed(bytes[1], target) : Deflate(plain);
                var before = GC.GetAllocatedBytesForCurrentThread();
                var read = Read(bytes, out _);
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300_000 + (600L * bytes.Length));
                foreach (var packed in read ?? Enumerable.Empty<PackedEvent>())
                {
                    Assert.True(packed.Id > 0);
                    _ = packed.Unpack();
                }
            },
            iter: TestLength.Choose(3000, 300_000));

    [Fact]
    public void A_length_that_the_stored_bytes_cannot_stand_for_allocates_nothing()
    {
        var bytes = Write(1, [.. Enumerable.Range(0, 100).Select(static id => NumberedItems.Item(id) with { Data = new byte[200] })], isCompressed: true);
        Assert.Equal(2, bytes[1]);
        foreach (var length in new[] { int.MaxValue, 16_000_000, -1, 0, int.MinValue })
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(HeaderLength), length);
            var hostile = Sealed(2, bytes[HeaderLength..]);
            TopicCache topics = new();
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Null(StoredBlock.TryRead(hostile, 0, topics, out _));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
        }
    }

    [Fact]
    public void A_document_that_is_not_what_was_written_is_named_by_its_place()
    {
        var bytes = Write(7, [NumberedItems.Item(7)], isCompressed: false);
        bytes[^1] ^= 1;
        var sequenceId = NumberedItems.Item(7).SequenceId;
        TopicCache topics = new();

        var byId = Assert.Throws<StoreCorruptException>(() => EventBlock.OfNotifications(EventBlock.ToDocument(7, bytes), topics));
        Assert.Contains("notification 7", byId.Message, StringComparison.Ordinal);

        var bySequence = Assert.Throws<StoreCorruptException>(
            () => EventBlock.OfSequence(EventBlock.ToDocument(SequenceKey.Create(sequenceId, 3), bytes), topics));
        Assert.Equal(sequenceId, bySequence.SequenceId);
        Assert.Contains($"sequence {sequenceId} from position 3", bySequence.Message, StringComparison.Ordinal);

        // Whole, but of another place.
        bytes[^1] ^= 1;
        Assert.Throws<StoreCorruptException>(() => EventBlock.OfNotifications(EventBlock.ToDocument(8, bytes), topics));
        Assert.Throws<StoreCorruptException>(() => EventBlock.OfSequence(EventBlock.ToDocument(SequenceKey.Create(sequenceId, 3), bytes), topics));
        Assert.Throws<StoreCorruptException>(() => EventBlock.OfNotifications(new BsonDocument { ["_id"] = 7L }, topics));
    }

    private static byte[] Write(long firstId, SequencedItem[] items, bool isCompressed) =>
        StoredBlock.Write([.. EventBlock.Of(items, firstId).SelectMany(static block => block)], isCompressed);

    private static EventBlock? Read(byte[] bytes, out int length) => StoredBlock.TryRead(bytes, 0, new TopicCache(), out length);

    private static void AssertSame(long firstId, SequencedItem[] items, EventBlock block)
    {
        Assert.Equal(items, block.Select(static packed => packed.Unpack()));
        Assert.Equal(Enumerable.Range(0, items.Length).Select(index => firstId + index), block.Select(static packed => packed.Id));
    }

    private static byte[] Inflate(byte[] bytes)
    {
        var plain = new byte[BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(HeaderLength))];
        Assert.Equal(plain.Length, LZ4Codec.Decode(bytes.AsSpan(HeaderLength + 8), plain));
        return plain;
    }

    private static byte[] Deflate(byte[] plain)
    {
        var packed = new byte[LZ4Codec.MaximumOutputSize(plain.Length)];
        packed = packed[..LZ4Codec.Encode(plain, packed)];
        return Sealed(2, [.. BitConverter.GetBytes(plain.Length), .. BitConverter.GetBytes(Crc.Of(plain)), .. packed]);
    }

    /// <summary>A block with a right checksum over its stored bytes.</summary>
    private static byte[] Sealed(byte kind, byte[] stored)
    {
        var checksum = Crc.Add(Crc.Of(stored), ((long)kind << 32) | (uint)stored.Length);
        return [0xE5, kind, .. BitConverter.GetBytes(stored.Length), .. BitConverter.GetBytes(checksum), .. stored];
    }
}
