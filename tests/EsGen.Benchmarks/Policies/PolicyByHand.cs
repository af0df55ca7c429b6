using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace EsGen.Benchmarks.Policies;

/// <summary>A policy as one writes it by hand: events and positions in two tables of SQLite (WAL, synchronous=FULL), prepared statements, one transaction an event.</summary>
internal sealed class PolicyByHand : IDisposable
{
    private const int PageSize = 500;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _read;
    private readonly SqliteCommand _position;

    public PolicyByHand(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        using (SqliteCommand setUp = _connection.CreateCommand())
        {
            setUp.CommandText = """
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                CREATE TABLE events (id INTEGER PRIMARY KEY, s BLOB NOT NULL, p INTEGER NOT NULL, t TEXT NOT NULL, d BLOB NOT NULL);
                CREATE UNIQUE INDEX position ON events (s, p);
                CREATE TABLE positions (name TEXT PRIMARY KEY, position INTEGER NOT NULL);
                INSERT INTO positions VALUES ('receipts', 0);
                """;
            setUp.ExecuteNonQuery();
        }

        _insert = Prepare("INSERT INTO events (s, p, t, d) VALUES ($s, 0, $t, $d)", "$s", "$t", "$d");
        _read = Prepare($"SELECT id, s, t, d FROM events WHERE id > $after ORDER BY id LIMIT {PageSize}", "$after");
        _position = Prepare("UPDATE positions SET position = $position WHERE name = 'receipts'", "$position");
    }

    public void Fill(int count)
    {
        foreach (int[] numbers in Enumerable.Range(0, count).Chunk(PageSize))
        {
            using SqliteTransaction transaction = _connection.BeginTransaction();
            _insert.Transaction = transaction;
            foreach (int number in numbers)
            {
                Insert(Guid.CreateVersion7(), "Sale.Made", new Payload($"customer {number}", number));
            }

            transaction.Commit();
        }
    }

    public void Handle()
    {
        for (long last = 0; ;)
        {
            List<(long Id, Guid SequenceId, string Topic, byte[] Data)> page = [];
            _read.Parameters[0].Value = last;
            using (SqliteDataReader reader = _read.ExecuteReader())
            {
                while (reader.Read())
                {
                    page.Add((reader.GetInt64(0), new Guid((byte[])reader.GetValue(1), bigEndian: true), reader.GetString(2), (byte[])reader.GetValue(3)));
                }
            }

            if (page.Count == 0)
            {
                return;
            }

            foreach ((long id, Guid sequenceId, string topic, byte[] data) in page)
            {
                last = id;
                if (topic != "Sale.Made")
                {
                    continue;
                }

                Payload sale = JsonSerializer.Deserialize<Payload>(data)!;
                using SqliteTransaction transaction = _connection.BeginTransaction();
                _insert.Transaction = transaction;
                _position.Transaction = transaction;
                Insert(new EventContext(sequenceId, 0, default).NewId("receipt"), "Receipt.Issued", sale);
                _position.Parameters[0].Value = id;
                _position.ExecuteNonQuery();
                transaction.Commit();
            }
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        _read.Dispose();
        _position.Dispose();
        _connection.Dispose();
    }

    private void Insert(Guid id, string topic, Payload payload)
    {
        _insert.Parameters[0].Value = id.ToByteArray(bigEndian: true);
        _insert.Parameters[1].Value = topic;
        _insert.Parameters[2].Value = JsonSerializer.SerializeToUtf8Bytes(payload);
        _insert.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string text, params string[] parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // The texts are the constants above.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (string name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }

    private sealed record Payload(string Customer, decimal Total);
}
