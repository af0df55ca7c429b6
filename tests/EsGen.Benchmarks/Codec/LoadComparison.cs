using System.Diagnostics;
using EsGen.LiteDB;
using Microsoft.Data.Sqlite;

namespace EsGen.Benchmarks;

/// <summary>
/// Loads an aggregate of a thousand events from a file: through the repository, and as one does it by hand, with SQLite's rows,
/// System.Text.Json and a switch.
/// </summary>
internal sealed class LoadComparison : IDisposable
{
    private const int Rounds = 60;
    private const int Again = 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("esgen-load-").FullName;
    private readonly Guid _id;

    private LoadComparison()
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(Path.Combine(_folder, "events.db"));
        using EventSourcedApplication application = new(datastore);
        Wallet wallet = new(payments: 0);
        for (int i = 1; i < StoredWallet.Events; i++)
        {
            wallet.Pay(Guid.CreateVersion7(), "reference-0123456789", 12.34m + i, i, DateTimeOffset.UnixEpoch.AddDays(i));
        }

        application.Repository<Wallet>().Save(wallet);
        _id = wallet.Id;
        using SqliteConnection connection = OpenSqlite();
        Execute(connection, "CREATE TABLE events (id INTEGER PRIMARY KEY, s BLOB NOT NULL, p INTEGER NOT NULL, t TEXT NOT NULL, d BLOB NOT NULL); CREATE UNIQUE INDEX position ON events (s, p)");
        using SqliteTransaction transaction = connection.BeginTransaction();
        foreach (SequencedItem item in datastore.ActiveRecordStrategy.GetItems(_id))
        {
            using SqliteCommand insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO events (s, p, t, d) VALUES ($s, $p, $t, $d)";
            insert.Parameters.AddWithValue("$s", _id.ToByteArray());
            insert.Parameters.AddWithValue("$p", item.Position);
            insert.Parameters.AddWithValue("$t", item.Topic);
            insert.Parameters.AddWithValue("$d", item.Data.ToArray());
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public static void Run()
    {
        using LoadComparison comparison = new();
        comparison.Compare();
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Print(string name, List<double> byHand, List<double> esGen)
    {
        byHand.Sort();
        esGen.Sort();
        double left = byHand[byHand.Count / 2], right = esGen[esGen.Count / 2];
        Console.WriteLine($"{name,-28} SQLite, System.Text.Json, switch {left,8:F0} µs   EsGen {right,8:F0} µs   {left / right:F1} times as fast");
    }

    private void Compare()
    {
        List<double> firstByHand = [], firstOfEsGen = [], byHand = [], esGen = [];
        decimal expected = 0;
        for (int round = 0; round < Rounds; round++)
        {
            using (SqliteConnection connection = OpenSqlite())
            using (SqliteCommand command = Prepare(connection))
            {
                firstByHand.Add(Measure(() => expected = LoadByHand(command)));
                Repeat(byHand, () => LoadByHand(command));
            }

            using LiteDbDatastore datastore = LiteDbDatastore.Open(Path.Combine(_folder, "events.db"));
            using EventSourcedApplication application = new(datastore);
            EventSourcedRepository<Wallet> wallets = application.Repository<Wallet>();
            decimal balance = 0;
            firstOfEsGen.Add(Measure(() => balance = wallets.Get(_id).Balance));
            Repeat(esGen, () => wallets.Get(_id));
            if (balance != expected)
            {
                throw new InvalidOperationException($"{balance} is not {expected}.");
            }
        }

        Print("load 1,000, first time", firstByHand, firstOfEsGen);
        Print("load 1,000, again", byHand, esGen);
    }

    private static void Repeat(List<double> times, Action action)
    {
        for (int i = 0; i < Again; i++)
        {
            times.Add(Measure(action));
        }
    }

    private static double Measure(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    private static decimal LoadByHand(SqliteCommand command)
    {
        HandWrittenWallet wallet = new();
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            wallet.Apply(reader.GetString(1), reader.GetFieldValue<byte[]>(2));
        }

        return wallet.Balance;
    }

    private SqliteCommand Prepare(SqliteConnection connection)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT p, t, d FROM events WHERE s = $s ORDER BY p";
        command.Parameters.AddWithValue("$s", _id.ToByteArray());
        command.Prepare();
        return command;
    }

    private SqliteConnection OpenSqlite()
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder, "events.sqlite"), Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
