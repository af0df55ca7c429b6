using Npgsql;
using NpgsqlTypes;

namespace EsGen.PostgreSql;

/// <summary>Keeps the documents of read models in tables beside the events, for all processes.</summary>
internal sealed class PostgreSqlReadModelStore(PostgreSqlSettings settings, ServerRetry server) : IReadModelStore
{
    private const int MaxBegins = 20;
    private static readonly ReadModelShape s_unknownShape = new(DocumentValue.Json, isKeySigned: false, [], []);

    private readonly Lock _lock = new();
    private readonly Dictionary<ReadModelVersion, PostgreSqlDocuments> _known = [];
    private readonly string _versions = $"""select fingerprint, generation from "{settings.Schema}".models where name = $1""";
    private readonly string _unused = $"""
        select fingerprint, generation from "{settings.Schema}".models where name = $1 and fingerprint <> $2 and used_at <= now() - $3
        """;

    private readonly string _find = $"""
        select {ModelRow.Selection} from "{settings.Schema}".models where name = $1 and fingerprint = $2 and generation = $3
        """;

    private readonly string _begin = $"""
        select model_id, last_commit from "{settings.Schema}".begin_model($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """;

    private readonly string _drop = $"""delete from "{settings.Schema}".models where name = $1 and fingerprint = $2 and generation = $3""";
    private readonly string _pointViews = $"""select "{settings.Schema}".point_views($1)""";
    private readonly string _dropTables = $"""select "{settings.Schema}".drop_models()""";

    public IReadOnlyList<ReadModelVersion> GetVersions(string name) => GetVersions(_versions, name, Text(name));

    public IReadModelDocuments? Find(ReadModelVersion version)
    {
        ModelRow? row = Query(
            _find,
            reader => reader.Read() ? ModelRow.Read(reader) : null,
            Text(version.Name), Text(version.Fingerprint), new NpgsqlParameter<int> { TypedValue = version.Generation });
        lock (_lock)
        {
            if (row is null)
            {
                _known.Remove(version);
                return null;
            }

            if (!_known.TryGetValue(version, out PostgreSqlDocuments? documents) || documents.Id != row.Id || documents.IsOverrun)
            {
                _known[version] = documents = new PostgreSqlDocuments(settings, server, row, () => PointViews(version.Name));
            }

            return documents;
        }
    }

    public IReadModelDocuments Begin(ReadModelVersion version, ReadModelState state) => Begin(version, state, s_unknownShape);

    public IReadModelDocuments Begin(ReadModelVersion version, ReadModelState state, ReadModelShape shape)
    {
        bool isShown = shape != s_unknownShape;
        ModelColumns? columns = isShown ? new ModelColumns(shape) : null;
        ModelRow? row = null;
        for (int begins = 1; row is null; begins++)
        {
            Drop(version);
            try
            {
                row = Query(
                    _begin,
                    reader => reader.Read()
                        ? new ModelRow(
                            reader.GetInt64(0),
                            reader.GetGuid(1),
                            shape.Key,
                            shape.IsKeySigned,
                            [.. columns?.Names ?? []],
                            [.. columns?.Expressions ?? []],
                            state.IsCaughtUp)
                        : null,
                    Text(version.Name),
                    Text(version.Fingerprint),
                    new NpgsqlParameter<int> { TypedValue = version.Generation },
                    new NpgsqlParameter<long> { TypedValue = state.Position },
                    new NpgsqlParameter<long> { TypedValue = state.Goal },
                    new NpgsqlParameter<long> { TypedValue = state.Count },
                    new NpgsqlParameter<Guid> { TypedValue = ModelRow.ToGuid(state.PositionHash) },
                    new NpgsqlParameter<int> { TypedValue = (int)shape.Key },
                    new NpgsqlParameter<bool> { TypedValue = shape.IsKeySigned },
                    Texts(columns?.Names ?? []),
                    Texts(columns?.Definitions ?? []),
                    Texts(columns?.Expressions ?? []),
                    Texts(columns?.Indexes ?? []),
                    new NpgsqlParameter { Value = (object?)columns?.ViewSelection ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation && begins < MaxBegins)
            {
                // Another process has begun the same, or this one, whose answer got lost.
            }
        }

        if (state.IsCaughtUp)
        {
            PointViews(version.Name);
        }

        PostgreSqlDocuments documents = new(settings, server, row, () => PointViews(version.Name));
        lock (_lock)
        {
            _known[version] = documents;
        }

        return documents;
    }

    public void Drop(ReadModelVersion version)
    {
        if (Drop(version.Name, version) > 0)
        {
            Clean(version.Name);
        }
    }

    public void DropUnused(string name, string fingerprint, TimeSpan keep)
    {
        // Removing tables is up to who may: what another process or role couldn't remove is looked for each time.
        foreach (ReadModelVersion version in GetVersions(
            _unused,
            name,
            Text(name),
            Text(fingerprint),
            new NpgsqlParameter<TimeSpan> { TypedValue = keep, NpgsqlDbType = NpgsqlDbType.Interval }))
        {
            Drop(name, version);
        }

        Clean(name);
    }

    private static NpgsqlParameter<string> Text(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("A read model's name can't have a null character.", nameof(text));
        }

        return new() { TypedValue = text };
    }

    private static NpgsqlParameter<string[]> Texts(IEnumerable<string> texts) =>
        new() { TypedValue = [.. texts], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private int Drop(string name, ReadModelVersion version)
    {
        // Who reads or commits finds no row any more. The tables go after that: in one step with the row it could come to a deadlock with a
        // commit.
        return Query(
            _drop,
            static reader => reader.RecordsAffected,
            Text(name), Text(version.Fingerprint), new NpgsqlParameter<int> { TypedValue = version.Generation });
    }

    private void Clean(string name)
    {
        PointViews(name);
        Query(_dropTables, static _ => true);
    }

    private void PointViews(string name) => Query(_pointViews, static _ => true, Text(name));

    private List<ReadModelVersion> GetVersions(string sql, string name, params NpgsqlParameter[] arguments) => Query(
        sql,
        reader =>
        {
            List<ReadModelVersion> versions = [];
            while (reader.Read())
            {
                versions.Add(new ReadModelVersion(name, reader.GetString(0), reader.GetInt32(1)));
            }

            return versions;
        },
        arguments);

    private T Query<T>(string sql, Func<NpgsqlDataReader, T> read, params NpgsqlParameter[] arguments) => server.Query(
        isAsynchronous: false,
        sql,
        arguments,
        (reader, _, _) => new ValueTask<T>(read(reader)),
        CancellationToken.None).GetAwaiter().GetResult();
}
