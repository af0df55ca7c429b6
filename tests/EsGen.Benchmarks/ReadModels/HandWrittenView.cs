using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;

namespace EsGen.Benchmarks.ReadModels;

/// <summary>
/// The same written by hand: System.Text.Json with source generation, a dictionary of all rows, and SQLite (WAL, synchronous=FULL, prepared
/// statements, two indexes), a transaction every so many events.
/// </summary>
internal sealed class HandWrittenView : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _upsert;
    private readonly SqliteCommand _position;
    private readonly SqliteCommand _find;
    private readonly Dictionary<Guid, Row> _rows = [];
    private readonly HashSet<Guid> _changed = [];

    public HandWrittenView(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Prepare("""
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            CREATE TABLE IF NOT EXISTS meters (id BLOB PRIMARY KEY, owner BLOB NOT NULL, region TEXT NOT NULL, reading INTEGER NOT NULL,
                price TEXT NOT NULL, at TEXT NOT NULL, readings INTEGER NOT NULL) WITHOUT ROWID;
            CREATE INDEX IF NOT EXISTS by_owner ON meters (owner);
            CREATE INDEX IF NOT EXISTS by_region ON meters (region, reading);
            CREATE TABLE IF NOT EXISTS position (one INTEGER PRIMARY KEY, id INTEGER NOT NULL);
            """).ExecuteNonQuery();
        _upsert = Prepare(
            """
            INSERT INTO meters (id, owner, region, reading, price, at, readings) VALUES ($id, $owner, $region, $reading, $price, $at, $readings)
            ON CONFLICT (id) DO UPDATE SET owner = $owner, region = $region, reading = $reading, price = $price, at = $at, readings = $readings
            """,
            "$id", "$owner", "$region", "$reading", "$price", "$at", "$readings");
        _position = Prepare("INSERT INTO position (one, id) VALUES (1, $id) ON CONFLICT (one) DO UPDATE SET id = $id", "$id");
        _find = Prepare(
            "SELECT id, owner, region, reading, price, at, readings FROM meters WHERE region = $region AND reading >= $from ORDER BY reading LIMIT 10",
            "$region", "$from");
    }

    /// <summary>Takes all notifications to the rows.</summary>
    public void CatchUp(IActiveRecordStrategy strategy, int eventsInTransaction)
    {
        long position = 0;
        int events = 0;
        while (strategy.GetNotifications(position, 1_000) is { Count: > 0 } page)
        {
            foreach (Notification notification in page)
            {
                Handle(notification.Item);
                position = notification.Id;
                if (++events % eventsInTransaction == 0)
                {
                    Commit(position);
                }
            }
        }

        Commit(position);
    }

    public int Find(string region, long from)
    {
        _find.Parameters[0].Value = region;
        _find.Parameters[1].Value = from;
        using SqliteDataReader reader = _find.ExecuteReader();
        int count = 0;
        for (; reader.Read(); count++)
        {
            Row row = new()
            {
                Owner = new Guid((byte[])reader.GetValue(1)),
                Region = reader.GetString(2),
                Reading = reader.GetInt64(3),
                Price = decimal.Parse(reader.GetString(4), System.Globalization.CultureInfo.InvariantCulture),
                At = DateTimeOffset.Parse(reader.GetString(5), System.Globalization.CultureInfo.InvariantCulture),
                Readings = reader.GetInt32(6),
            };
            GC.KeepAlive(row);
        }

        return count;
    }

    public void Dispose()
    {
        _upsert.Dispose();
        _position.Dispose();
        _find.Dispose();
        _connection.Dispose();
    }

    private void Handle(in SequencedItem item)
    {
        if (item.Topic is not ("Meter.Installed" or "Meter.ReadingTaken"))
        {
            return;
        }

        Reading e = JsonSerializer.Deserialize(item.Data.Span, ReadingContext.Default.Reading)!;
        if (!_rows.TryGetValue(item.SequenceId, out Row? row))
        {
            _rows.Add(item.SequenceId, row = new Row());
        }

        (row.Owner, row.Region, row.Reading, row.Price, row.At) = (e.Owner, e.Region, e.Value, e.Price, e.At);
        row.Readings++;
        _changed.Add(item.SequenceId);
    }

    private void Commit(long position)
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        _upsert.Transaction = _position.Transaction = transaction;
        foreach (Guid id in _changed)
        {
            Row row = _rows[id];
            _upsert.Parameters[0].Value = id.ToByteArray();
            _upsert.Parameters[1].Value = row.Owner.ToByteArray();
            _upsert.Parameters[2].Value = row.Region;
            _upsert.Parameters[3].Value = row.Reading;
            _upsert.Parameters[4].Value = row.Price.ToString(System.Globalization.CultureInfo.InvariantCulture);
            _upsert.Parameters[5].Value = row.At.ToString("O");
            _upsert.Parameters[6].Value = row.Readings;
            _upsert.ExecuteNonQuery();
        }

        _position.Parameters[0].Value = position;
        _position.ExecuteNonQuery();
        transaction.Commit();
        _changed.Clear();
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

    private sealed class Row
    {
        public Guid Owner { get; set; }

        public string Region { get; set; } = "";

        public long Reading { get; set; }

        public decimal Price { get; set; }

        public DateTimeOffset At { get; set; }

        public int Readings { get; set; }
    }
}

internal sealed record Reading(Guid Owner, string Region, [property: JsonPropertyName("reading")] long Value, decimal Price, DateTimeOffset At);

[JsonSerializable(typeof(Reading))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ReadingContext : JsonSerializerContext;
