using LiteDB;

namespace EsGen.LiteDB;

/// <summary>
/// Keeps the documents of read models in a LiteDB file of their own, which is opened when it is first asked for something.
/// </summary>
/// <param name="file">The file.</param>
internal sealed class LiteDbReadModelStore(ReadModelFile file) : IReadModelStore, IDisposable
{
    private const long CacheSize = 64 * 1024 * 1024;
    private const int Format = 1;
    private const string Catalog = "models";
    private const string Id = "_id";
    private const int FormatId = 0;

    private readonly Lock _lock = new();
    private readonly BlockCache _cache = new(CacheSize);
    private readonly Dictionary<ReadModelVersion, (int Id, PackedDocuments? Documents)> _known = [];
    private int _opening;
    private int _nextId = FormatId + 1;
    private bool _isClosed;

    /// <param name="path">The path of the file.</param>
    public LiteDbReadModelStore(string path)
        : this(ReadModelFile.OnDisk(path))
    {
    }

    public IReadOnlyList<ReadModelVersion> GetVersions(string name)
    {
        lock (_lock)
        {
            Open();
            return [.. _known.Keys.Where(version => version.Name == name)];
        }
    }

    /// <summary>All versions of all models.</summary>
    public IReadOnlyList<ReadModelVersion> GetAllVersions()
    {
        lock (_lock)
        {
            Open();
            return [.. _known.Keys];
        }
    }

    public IReadModelDocuments? Find(ReadModelVersion version)
    {
        lock (_lock)
        {
            Open();
            if (!_known.TryGetValue(version, out var known))
            {
                return null;
            }

            if (known.Documents is null)
            {
                try
                {
                    known.Documents = PackedDocuments.Open(GetBlocks(known.Id), _cache);
                }
                catch (ObjectDisposedException)
                {
                    // A page isn't what was written there, so that nothing of the file could be trusted. There is another one now.
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
            var id = _nextId++;
            var blocks = GetBlocks(id);
            blocks.Write(version: 0, state, []);
            BsonDocument entry = new()
            {
                [Id] = id,
                ["name"] = version.Name,
                ["fingerprint"] = version.Fingerprint,
                ["generation"] = version.Generation,
            };
            file.Commit(_opening, engine => engine.Insert(Catalog, [entry], BsonAutoId.Int32));
            PackedDocuments documents = new(blocks, _cache, version: 0, state, BlockDirectory.Empty);
            _known[version] = (id, documents);
            return documents;
        }
    }

    public void Drop(ReadModelVersion version)
    {
        lock (_lock)
        {
            Open();
            if (_known.Remove(version, out var known))
            {
                known.Documents?.MarkDropped();
                file.Commit(_opening, engine => engine.Delete(Catalog, [known.Id]));
                GetBlocks(known.Id).Drop();
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

    public string? TakeLoss() => file.TakeLoss();

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            foreach (var (_, documents) in _known.Values)
            {
                try
                {
                    documents?.Close();
                }
                catch (Exception exception) when (exception is ObjectDisposedException or DatastoreFailedException)
                {
                    // Then the next opening takes longer.
                }
            }

            file.Dispose();
        }
    }

    private static string GetCollection(int id) => $"m{id}";

    private BlockStore GetBlocks(int id) => new(file, _opening, GetCollection(id));

    /// <summary>Opens the file, and finds out what is in it if it was opened anew.</summary>
    private void Open()
    {
        ClosedStore.ThrowIf(_isClosed);
        var opening = file.Open();
        if (opening == _opening)
        {
            return;
        }

        foreach (var (_, documents) in _known.Values)
        {
            documents?.MarkDropped();
        }

        _known.Clear();
        string? problem;
        try
        {
            problem = ReadCatalog(opening);
        }
        catch (Exception exception) when (exception is not DatastoreFailedException)
        {
            problem = exception.Message;
        }

        if (problem is not null)
        {
            _known.Clear();
            opening = file.Recreate(problem);
            WriteFormat(opening);
        }

        _opening = opening;
    }

    private void WriteFormat(int opening) => file.Commit(opening, static engine =>
        engine.Upsert(Catalog, [new BsonDocument { [Id] = FormatId, ["format"] = Format }], BsonAutoId.Int32));

    /// <returns>What is wrong with the file; null if it is one of ours.</returns>
    private string? ReadCatalog(int opening)
    {
        var format = 0;
        var collections = file.Read(opening, engine =>
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

                    ReadModelVersion version = new(
                        document["name"].AsString,
                        document["fingerprint"].AsString,
                        document["generation"].AsInt32);
                    _known[version] = (id, null);
                    _nextId = Math.Max(_nextId, id + 1);
                }
            }

            List<string> found = [];
            using var all = engine.Query("$cols", new Query());
            while (all.Read())
            {
                if (all.Current["type"].AsString == "user")
                {
                    found.Add(all.Current["name"].AsString);
                }
            }

            return found;
        });
        if (format == 0 && _known.Count == 0 && !collections.Exists(static collection => collection.StartsWith('m')))
        {
            WriteFormat(opening);
            return null;
        }

        if (format != Format)
        {
            return $"it is of version {format}, and this is version {Format}.";
        }

        // Begun or dropped when the process ended.
        HashSet<string> used = [Catalog, .. _known.Values.Select(static known => GetCollection(known.Id))];
        foreach (var collection in collections.Where(collection => !used.Contains(collection)))
        {
            file.Remove(opening, engine => engine.DropCollection(collection));
        }

        return null;
    }
}
