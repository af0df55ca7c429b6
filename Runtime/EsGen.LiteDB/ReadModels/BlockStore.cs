using System.Buffers.Binary;
using LiteDB;

namespace EsGen.LiteDB;

/// <summary>
/// The blocks of one read model's documents: a collection of LiteDB's, with a document for each block and one for how far they go.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="opening">The number of its opening, with which all of this ends.</param>
/// <param name="collection">The name of the collection.</param>
internal sealed class BlockStore(ReadModelFile file, int opening, string collection)
{
    private const string Id = "_id";
    private const string Bytes = "b";
    private const string ByIds = "$._id IN @0";
    private const long StateId = 0;
    private const long DirectoryId = -1;
    private const int StateSize = 48;

    // Far below what one document of LiteDB's may have.
    private const int MaxDirectorySize = 8 << 20;

    /// <summary>Stores blocks and how far the documents go with them, as one transaction of LiteDB.</summary>
    public void Write(long version, ReadModelState state, List<(long Id, byte[] Data)> blocks)
    {
        var data = new byte[StateSize];
        BinaryPrimitives.WriteInt64LittleEndian(data, version);
        BinaryPrimitives.WriteInt64LittleEndian(data.AsSpan(8), state.Position);
        BinaryPrimitives.WriteInt64LittleEndian(data.AsSpan(16), state.Goal);
        BinaryPrimitives.WriteInt64LittleEndian(data.AsSpan(24), state.Count);
        BinaryPrimitives.WriteUInt128LittleEndian(data.AsSpan(32), state.PositionHash);
        BsonDocument[] documents =
        [
            new() { [Id] = StateId, [Bytes] = data },
            .. blocks.Select(static block => new BsonDocument { [Id] = block.Id, [Bytes] = block.Data }),
        ];
        file.Commit(opening, engine => engine.Upsert(collection, documents, BsonAutoId.Int64));
    }

    /// <summary>Reads blocks, and lets the cache keep them.</summary>
    /// <exception cref="StaleBlockException">A later commit has replaced one.</exception>
    public byte[][] Load(BlockReference[] blocks, BlockCache cache)
    {
        var found = Find(blocks.Select(static block => block.Id));
        return
        [
            .. blocks.Select(block =>
            {
                if (!found.TryGetValue(block.Id, out var data)
                    || new PackedBlock(data) is var packed && (!packed.IsWhole() || packed.Version != block.Version))
                {
                    throw new StaleBlockException();
                }

                cache.Add(block, data);
                return data;
            }),
        ];
    }

    /// <summary>Stores where all blocks are, so that the next opening doesn't have to look at each.</summary>
    public void WriteDirectory(BlockDirectory directory, long version)
    {
        if (directory.Write(version, MaxDirectorySize) is { } data)
        {
            BsonDocument document = new() { [Id] = DirectoryId, [Bytes] = data };
            file.Commit(opening, engine => engine.Upsert(collection, [document], BsonAutoId.Int64));
        }
    }

    /// <summary>Throws the file away, because a block isn't what was written.</summary>
    public void GiveUp() => file.Recreate(opening, "a block of documents isn't what was written.");

    /// <summary>Finds what is stored, as of the latest commit; null if there is nothing, or if it isn't what was written.</summary>
    public (long Version, ReadModelState State, BlockDirectory Directory)? Find(BlockCache cache)
    {
        var ends = Find([StateId, DirectoryId]);
        if (!ends.TryGetValue(StateId, out var stored) || stored.Length != StateSize)
        {
            return null;
        }

        var version = BinaryPrimitives.ReadInt64LittleEndian(stored);
        ReadModelState state = new(
            BinaryPrimitives.ReadInt64LittleEndian(stored.AsSpan(8)),
            BinaryPrimitives.ReadInt64LittleEndian(stored.AsSpan(16)),
            BinaryPrimitives.ReadInt64LittleEndian(stored.AsSpan(24)),
            BinaryPrimitives.ReadUInt128LittleEndian(stored.AsSpan(32)));

        // A directory is written when the file is closed; after a process that was killed the blocks themselves say what there is.
        var directory = ends.TryGetValue(DirectoryId, out var data) ? BlockDirectory.TryRead(data, version) : null;
        directory ??= Scan(cache);
        return directory is null ? null : (version, state, directory);
    }

    private BlockDirectory? Scan(BlockCache cache)
    {
        long lastId = StateId;
        List<long> freeIds = [];
        Dictionary<int, List<BlockReference>> trees = [];
        var isWhole = file.Read(opening, engine =>
        {
            using var reader = engine.Query(collection, new Query());
            while (reader.Read())
            {
                if (!reader.Current[Id].IsInt64 || !reader.Current[Bytes].IsBinary)
                {
                    return false;
                }

                var id = reader.Current[Id].AsInt64;
                if (id is StateId or DirectoryId)
                {
                    continue;
                }

                var data = reader.Current[Bytes].AsBinary;
                PackedBlock block = new(data);
                lastId = Math.Max(lastId, id);
                if (!block.IsWhole())
                {
                    return false;
                }

                if (block.Count == 0)
                {
                    freeIds.Add(id);
                    continue;
                }

                if (!trees.TryGetValue(block.Tree, out var tree))
                {
                    trees[block.Tree] = tree = [];
                }

                BlockReference reference = new(id, block.Version, block[0].Key.ToArray());
                tree.Add(reference);
                cache.Add(reference, data);
            }

            return true;
        });
        if (!isWhole)
        {
            return null;
        }

        foreach (var tree in trees.Values)
        {
            tree.Sort(static (left, right) => left.FirstKey.AsSpan().SequenceCompareTo(right.FirstKey));
        }

        return new BlockDirectory(trees.ToDictionary(static tree => tree.Key, static tree => tree.Value.ToArray()), lastId + 1, freeIds);
    }

    private Dictionary<long, byte[]> Find(IEnumerable<long> ids)
    {
        var wanted = BsonExpression.Create(ByIds, new BsonArray(ids.Select(static id => new BsonValue(id))));
        return file.Read(opening, engine =>
        {
            Dictionary<long, byte[]> found = [];
            Query query = new();
            query.Where.Add(wanted);
            using var reader = engine.Query(collection, query);
            while (reader.Read())
            {
                if (reader.Current[Bytes].IsBinary)
                {
                    found[reader.Current[Id].AsInt64] = reader.Current[Bytes].AsBinary;
                }
            }

            return found;
        });
    }

    /// <summary>Removes everything, some blocks at a time, so that nobody waits for long.</summary>
    public void Drop()
    {
        const int Slice = 500;
        while (true)
        {
            var ids = file.Read(opening, engine =>
            {
                Query query = new() { Limit = Slice };
                using var reader = engine.Query(collection, query);
                List<BsonValue> found = [];
                while (reader.Read())
                {
                    found.Add(reader.Current[Id]);
                }

                return found;
            });
            if (ids.Count == 0)
            {
                file.Remove(opening, engine => engine.DropCollection(collection));
                return;
            }

            file.Remove(opening, engine => engine.Delete(collection, ids));
        }
    }
}
