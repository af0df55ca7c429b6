using System.Buffers.Binary;

namespace EsGen.LiteDB;

/// <summary>Where all blocks of a model's documents are, as of one commit.</summary>
/// <param name="Trees">The blocks of each tree, in the order of their keys.</param>
/// <param name="NextId">The first id that no block has.</param>
/// <param name="FreeIds">Ids below that of blocks that are empty.</param>
internal sealed record BlockDirectory(IReadOnlyDictionary<int, BlockReference[]> Trees, long NextId, IReadOnlyCollection<long> FreeIds)
{
    public static readonly BlockDirectory Empty = new(new Dictionary<int, BlockReference[]>(), NextId: 1, []);

    /// <returns>The directory as bytes; null if it is longer than it may be.</returns>
    public byte[]? Write(long version, int maxSize)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write(version);
        writer.Write(NextId);
        writer.Write(FreeIds.Count);
        foreach (var id in FreeIds)
        {
            writer.Write(id);
        }

        writer.Write(Trees.Count);
        foreach (var (tree, blocks) in Trees)
        {
            writer.Write(tree);
            writer.Write(blocks.Length);
            foreach (var block in blocks)
            {
                writer.Write(block.Id);
                writer.Write(block.Version);
                writer.Write(block.FirstKey.Length);
                writer.Write(block.FirstKey);
            }

            if (stream.Length > maxSize)
            {
                return null;
            }
        }

        return stream.ToArray();
    }

    /// <returns>The directory; null if it is that of another commit.</returns>
    public static BlockDirectory? TryRead(byte[] data, long version)
    {
        if (data.Length < sizeof(long) || BinaryPrimitives.ReadInt64LittleEndian(data) != version)
        {
            return null;
        }

        // The page has its checksum, so that this is what was written.
        using BinaryReader reader = new(new MemoryStream(data));
        reader.ReadInt64();
        var nextId = reader.ReadInt64();
        var freeIds = new long[reader.ReadInt32()];
        for (var i = 0; i < freeIds.Length; i++)
        {
            freeIds[i] = reader.ReadInt64();
        }

        Dictionary<int, BlockReference[]> trees = [];
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var tree = reader.ReadInt32();
            var blocks = new BlockReference[reader.ReadInt32()];
            for (var i = 0; i < blocks.Length; i++)
            {
                blocks[i] = new BlockReference(reader.ReadInt64(), reader.ReadInt64(), reader.ReadBytes(reader.ReadInt32()));
            }

            trees[tree] = blocks;
        }

        return new BlockDirectory(trees, nextId, freeIds);
    }
}
