using System.Buffers.Binary;
using LiteDB;

namespace EsGen.LiteDB;

/// <summary>The blocks of one read model's documents: a collection of LiteDB's, with a document for each block and one for how far they go.</summary>
/// <param name="file">The file.</param>
/// <param name="collection">The name of the collection.</param>
internal sealed class BlockStore(ReadModelFile file, string collection)
{
    private const string Id = "_id";
    private const string Bytes = "b";
    private const string ByIds = "$._id IN @0";
    private const long StateId = 0;
    private const int StateSize = 48;

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
        file.Commit(engine => engine.Upsert(collection, documents, BsonAutoId.Int64));
    }

    /// <summary>Reads blocks, and lets the cache keep them.</summary>
    /// <exception cref="StaleBlockException">A later commit has replaced one.</exception>
    public byte[][] Load(BlockReference[] blocks, BlockCache cache)
    {
        Dictionary<long, byte[]> found = [];
        file.Read(engine =>
        {
            Query query = new();
            query.Where.Add(BsonExpression.Create(ByIds, new BsonArray(blocks.Select(static block => new BsonValue(block.Id)))));
            using var reader = engine.Query(collection, query);
            while (reader.Read())
            {
                found[reader.Current[Id].AsInt64] = reader.Current[Bytes].AsBinary;
            }

            return 0;
        });
        return
        [
            .. blocks.Select(block =>
            {
                if (!found.TryGetValue(block.Id, out var data) || new PackedBlock(data).Version != block.Version)
                {
                    throw new StaleBlockException();
                }

                cache.Add(block, data);
                return data;
            }),
        ];
    }

    /// <summary>Opens the documents that are stored; null if there are none, or if they aren't what was written.</summary>
    public PackedDocuments? Open(BlockCache cache)
    {
        ReadModelState? state = null;
        long version = 0;
        long lastId = StateId;
        Dictionary<int, List<BlockReference>> trees = [];
        var isWhole = file.Read(engine =>
        {
            using var reader = engine.Query(collection, new Query());
            while (reader.Read())
            {
                if (!reader.Current[Id].IsInt64 || !reader.Current[Bytes].IsBinary)
                {
                    return false;
                }

                var id = reader.Current[Id].AsInt64;
                var data = reader.Current[Bytes].AsBinary;
                lastId = Math.Max(lastId, id);
                if (id == StateId)
                {
                    if (data.Length != StateSize)
                    {
                        return false;
                    }

                    version = BinaryPrimitives.ReadInt64LittleEndian(data);
                    state = new ReadModelState(
                        BinaryPrimitives.ReadInt64LittleEndian(data.AsSpan(8)),
                        BinaryPrimitives.ReadInt64LittleEndian(data.AsSpan(16)),
                        BinaryPrimitives.ReadInt64LittleEndian(data.AsSpan(24)),
                        BinaryPrimitives.ReadUInt128LittleEndian(data.AsSpan(32)));
                    continue;
                }

                PackedBlock block = new(data);
                if (!block.IsWhole())
                {
                    return false;
                }

                if (block.Count > 0)
                {
                    if (!trees.TryGetValue(block.Tree, out var tree))
                    {
                        trees[block.Tree] = tree = [];
                    }

                    tree.Add(new BlockReference(id, block.Version, block[0].Key.ToArray()));
                }
            }

            return true;
        });
        if (!isWhole || state is null)
        {
            return null;
        }

        foreach (var tree in trees.Values)
        {
            tree.Sort(static (left, right) => left.FirstKey.AsSpan().SequenceCompareTo(right.FirstKey));
        }

        var sorted = trees.ToDictionary(static tree => tree.Key, static tree => tree.Value.ToArray());
        return new PackedDocuments(this, cache, new PackedRoot(this, cache, version, state.Value, sorted), lastId + 1);
    }

    /// <summary>Removes everything, some blocks at a time, so that nobody waits for long.</summary>
    public void Drop()
    {
        const int Slice = 500;
        while (true)
        {
            var ids = file.Read(engine =>
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
                file.Read(engine => engine.DropCollection(collection));
                return;
            }

            file.Read(engine => engine.Delete(collection, ids));
        }
    }
}
