using Microsoft.Data.Sqlite;

namespace EsGen.Benchmarks.Stores;

/// <summary>SQLite through Microsoft.Data.Sqlite: a row an event, WAL, synchronous=FULL, prepared statements, a unique index.</summary>
internal sealed class SqliteStore : IStoreToCompare
{
    private const int PageSize = 1000;

    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _load;
    private readonly SqliteCommand _scan;

    public SqliteStore(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        using (var setUp = _connection.CreateCommand())
        {
            setUp.CommandText = """
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY, s BLOB NOT NULL, p INTEGER NOT NULL, t TEXT NOT NULL, d BLOB NOT NULL, ticks INTEGER NOT NULL);
                CREATE UNIQUE INDEX IF NOT EXISTS position ON events (s, p);
                """;
            setUp.ExecuteNonQuery();
        }

        _insert = Prepare("INSERT INTO events (s, p, t, d, ticks) VALUES ($s, $p, $t, $d, $ticks)", "$s", "$p", "$t", "$d", "$ticks");
        _load = Prepare("SELECT p, t, d, ticks FROM events WHERE s = $s ORDER BY p", "$s");
        _scan = Prepare("SELECT id, s, p, t, d, ticks FROM events WHERE id > $after ORDER BY id LIMIT $limit", "$after", "$limit");
        _scan.Parameters["$limit"].Value = PageSize;
    }

    public void Append(SequencedItem[] items)
    {
        lock (_lock)
        {
            using var transaction = _connection.BeginTransaction();
            _insert.Transaction = transaction;
            foreach (var item in items)
            {
                _insert.Parameters[0].Value = item.SequenceId.ToByteArray(bigEndian: true);
                _insert.Parameters[1].Value = item.Position;
                _insert.Parameters[2].Value = item.Topic;
                _insert.Parameters[3].Value = item.Data.ToArray();
                _insert.Parameters[4].Value = item.Timestamp.UtcTicks;
                _insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }
    }

    public int Load(Guid sequenceId)
    {
        var count = 0;
        lock (_lock)
        {
            _load.Parameters[0].Value = sequenceId.ToByteArray(bigEndian: true);
            using var reader = _load.ExecuteReader();
            for (; reader.Read(); count++)
            {
                Consumed.Take(Read(reader, sequenceId, firstColumn: 0));
            }
        }

        return count;
    }

    public long Scan()
    {
        for (var last = 0L; ;)
        {
            var before = last;
            lock (_lock)
            {
                _scan.Parameters[0].Value = last;
                using var reader = _scan.ExecuteReader();
                while (reader.Read())
                {
                    last = reader.GetInt64(0);
                    Consumed.Take(Read(reader, new Guid((byte[])reader.GetValue(1), bigEndian: true), firstColumn: 2));
                }
            }

            if (last == before)
            {
                return last;
            }
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        _load.Dispose();
        _scan.Dispose();
        _connection.Dispose();
    }

    private static SequencedItem Read(SqliteDataReader reader, Guid sequenceId, int firstColumn) => new(
        sequenceId, reader.GetInt64(firstColumn), reader.GetString(firstColumn + 1), (byte[])reader.GetValue(firstColumn + 2))
    {
        Timestamp = new DateTimeOffset(reader.GetInt64(firstColumn + 3), TimeSpan.Zero),
    };

    private SqliteCommand Prepare(string text, params string[] parameters)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The texts are the constants above.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }
}
