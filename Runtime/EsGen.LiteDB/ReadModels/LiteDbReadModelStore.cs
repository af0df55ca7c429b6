using LiteDB;

namespace EsGen.LiteDB;

/// <summary>Keeps the documents of read models in a LiteDB file of their own, which is opened when it is first asked for something.</summary>
/// <param name="path">The path of the file.</param>
internal sealed class LiteDbReadModelStore(string path) : IReadModelStore, IDisposable
{
    private const long CacheSize = 64 * 1024 * 1024;
    private const int Format = 1;
    private const string Catalog = "models";
    private const string Id = "_id";
    private const int FormatId = 0;

    private readonly Lock _lock = new();
    private readonly BlockCache _cache = new(CacheSize);
    private readonly Dictionary<ReadModelVersion, (int Id, PackedDocuments? Documents)> _known = [];
    private ReadModelFile? _file;
    private int _nextId = FormatId + 1;
    private bool _isClosed;

    public IReadOnlyList<ReadModelVersion> GetVersions(string name)
    {
        lock (_lock)
        {
            GetFile();
            return [.. _known.Keys.Where(version => version.Name == name)];
        }
    }

    public IReadModelDocuments? Find(ReadModelVersion version)
    {
        lock (_lock)
        {
            var file = GetFile();
            if (!_known.TryGetValue(version, out var known))
            {
                return null;
            }

            if (known.Documents is null)
            {
                try
                {
                    known.Documents = GetBlocks(file, known.Id).Open(_cache);
                }
                catch (DatastoreFailedException)
                {
                    // A page isn't what was written there, so that nothing of the file can be trusted.
                    file.Recreate();
                    _known.Clear();
                    WriteFormat(file);
                    return null;
                }

                _known[version] = known;
            }

            return known.Documents;
        }
    }

    public IReadModelDocuments Begin(ReadModelVersion version, ReadModelState state)
    {
        lock (_lock)
        {
            Drop(version);
            var file = GetFile();
            var id = _nextId++;
            var blocks = GetBlocks(file, id);
            blocks.Write(version: 0, state, []);
            file.Commit(engine => engine.Insert(
                Catalog,
                [new BsonDocument { [Id] = id, ["name"] = version.Name, ["fingerprint"] = version.Fingerprint, ["generation"] = version.Generation }],
                BsonAutoId.Int32));
            PackedDocuments documents = new(blocks, _cache, new PackedRoot(blocks, _cache, 0, state, new Dictionary<int, BlockReference[]>()), nextId: 1);
            _known[version] = (id, documents);
            return documents;
        }
    }

    public void Drop(ReadModelVersion version)
    {
        lock (_lock)
        {
            var file = GetFile();
            if (_known.Remove(version, out var known))
            {
                known.Documents?.MarkDropped();
                file.Commit(engine => engine.Delete(Catalog, [known.Id]));
                GetBlocks(file, known.Id).Drop();
            }
        }
    }

    /// <remarks>One process at a time has the file open, so that nobody else uses them.</remarks>
    public void DropUnused(string name, string fingerprint, TimeSpan keep)
    {
        lock (_lock)
        {
            foreach (var version in GetVersions(name).Where(version => version.Fingerprint != fingerprint))
            {
                Drop(version);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            _file?.Dispose();
        }
    }

    private static BlockStore GetBlocks(ReadModelFile file, int id) => new(file, GetCollection(id));

    private static string GetCollection(int id) => $"m{id}";

    private static void WriteFormat(ReadModelFile file) => file.Commit(static engine =>
        engine.Upsert(Catalog, [new BsonDocument { [Id] = FormatId, ["format"] = Format }], BsonAutoId.Int32));

    private ReadModelFile GetFile()
    {
        ObjectDisposedException.ThrowIf(_isClosed, typeof(LiteDbDatastore));
        if (_file is null)
        {
            _file = new ReadModelFile(path);
            if (!TryReadCatalog(_file))
            {
                _file.Recreate();
                _known.Clear();
                WriteFormat(_file);
            }
        }

        return _file;
    }

    /// <returns>Whether the file is one of ours.</returns>
    private bool TryReadCatalog(ReadModelFile file)
    {
        try
        {
            var format = 0;
            var left = file.Read(engine =>
            {
                using (var reader = engine.Query(Catalog, new Query()))
                {
                    while (reader.Read())
                    {
                        var document = reader.Current;
                        var id = document[Id].AsInt32;
                        if (id == FormatId)
                        {
                            format = document["format"].AsInt32;
                            continue;
                        }

                        _known[new ReadModelVersion(document["name"].AsString, document["fingerprint"].AsString, document["generation"].AsInt32)] = (id, null);
                        _nextId = Math.Max(_nextId, id + 1);
                    }
                }

                HashSet<string> used = [Catalog, .. _known.Values.Select(static known => GetCollection(known.Id))];
                Query query = new();
                List<string> found = [];
                using var collections = engine.Query("$cols", query);
                while (collections.Read())
                {
                    if (collections.Current["type"].AsString == "user" && !used.Contains(collections.Current["name"].AsString))
                    {
                        found.Add(collections.Current["name"].AsString);
                    }
                }

                return found;
            });
            if (format != Format)
            {
                return false;
            }

            // Begun or dropped when the process ended.
            left.ForEach(collection => file.Read(engine => engine.DropCollection(collection)));
            return true;
        }
        catch (Exception exception) when (exception is not ObjectDisposedException)
        {
            return false;
        }
    }
}
