using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Npgsql;

namespace EsGen.Benchmarks.PostgreSql;

/// <summary>
/// What one can reach by hand with Npgsql: one loop that takes all appends which wait, up to 256, into one batch; a counter row, so that
/// positions have no gaps and follow the commits; bytes for data; System.Text.Json with source generation. It finds no conflict and
/// resolves no outcome.
/// </summary>
internal sealed class ByHandPeer : IPeer
{
    private const string Insert = """
        with n as (update hand.counter set last = last + $5 returning last)
        insert into hand.events (id, sequence, position, topic, data, timestamp)
        select n.last - $5 + u.o, $1, u.p, u.t, u.d, $6 from n, unnest($2, $3, $4) with ordinality as u (p, t, d, o)
        """;

    private readonly NpgsqlDataSource _source;
    private readonly Channel<Append> _waiting = Channel.CreateUnbounded<Append>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<Guid, int> _versions = new();
    private readonly Task _loop;

    public ByHandPeer(NpgsqlDataSource source)
    {
        _source = source;
        using NpgsqlCommand command = source.CreateCommand("""
            create schema hand;
            create table hand.counter (last bigint not null);
            insert into hand.counter values (0);
            create table hand.events (
                id bigint primary key, sequence uuid not null, position bigint not null, topic text collate "C" not null,
                data bytea not null, timestamp bigint not null, unique (sequence, position));
            """);
        command.ExecuteNonQuery();
        _loop = Task.Run(WriteAsync);
    }

    public string Name => "by hand";

    public async Task<Guid> CreateAsync(int events)
    {
        Guid id = Guid.CreateVersion7();
        byte[] opened = JsonSerializer.SerializeToUtf8Bytes(new HandWrittenWallet.Opened(0), HandWrittenContext.Default.Opened);
        await AppendAsync(new Append(id, 0, ["Wallet.Opened", .. Topics(events - 1)], [opened, .. Payments(events - 1)]));
        _versions[id] = events;
        return id;
    }

    public async Task AppendAsync(Guid id, int events)
    {
        int version = _versions[id];
        await AppendAsync(new Append(id, version, Topics(events), Payments(events)));
        _versions[id] = version + events;
    }

    public async Task<int> LoadAsync(Guid id) => (await GetAsync(id)).Wallet.Payments;

    public async Task PayAsync(Guid id)
    {
        (_, int version) = await GetAsync(id);
        await AppendAsync(new Append(id, version, Topics(1), Payments(1)));
    }

    public async Task<long> CatchUpAsync()
    {
        long last = 0;
        long count = 0;
        for (bool isMore = true; isMore;)
        {
            isMore = false;
            await using NpgsqlCommand command = _source.CreateCommand(
                "select id, topic, data from hand.events where id > $1 order by id limit 1000");
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = last });
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                (last, isMore) = (reader.GetInt64(0), true);
                byte[] data = reader.GetFieldValue<byte[]>(2);
                object? e = reader.GetString(1) == "Wallet.Paid"
                    ? JsonSerializer.Deserialize(data, HandWrittenContext.Default.Paid)
                    : JsonSerializer.Deserialize(data, HandWrittenContext.Default.Opened);
                count += e is null ? 0 : 1;
            }
        }

        return count;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.Complete();
        await _loop;
    }

    private static string[] Topics(int count) => [.. Enumerable.Repeat("Wallet.Paid", count)];

    private static byte[][] Payments(int count) =>
    [
        .. Enumerable.Range(0, count).Select(static i => JsonSerializer.SerializeToUtf8Bytes(
            new HandWrittenWallet.Paid(Guid.CreateVersion7(), Payment.Reference, Payment.Amount(i), i, Payment.Due(i)),
            HandWrittenContext.Default.Paid)),
    ];

    private async Task<(HandWrittenWallet Wallet, int Version)> GetAsync(Guid id)
    {
        HandWrittenWallet wallet = new();
        int version = 0;
        await using NpgsqlCommand command = _source.CreateCommand(
            "select topic, data from hand.events where sequence = $1 order by position");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        for (; await reader.ReadAsync(); version++)
        {
            wallet.Apply(reader.GetString(0), reader.GetFieldValue<byte[]>(1));
        }

        return (wallet, version);
    }

    private Task AppendAsync(Append append)
    {
        _waiting.Writer.TryWrite(append);
        return append.Done.Task;
    }

    private async Task WriteAsync()
    {
        await using NpgsqlConnection connection = await _source.OpenConnectionAsync();
        List<Append> taken = [];
        while (await _waiting.Reader.WaitToReadAsync())
        {
            taken.Clear();
            while (taken.Count < 256 && _waiting.Reader.TryRead(out Append? append))
            {
                taken.Add(append);
            }

            await using NpgsqlBatch batch = new(connection);
            foreach (Append append in taken)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(Insert)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<Guid> { TypedValue = append.Id },
                        new NpgsqlParameter<long[]> { TypedValue = [.. Enumerable.Range(append.Position, append.Topics.Length)] },
                        new NpgsqlParameter<string[]> { TypedValue = append.Topics },
                        new NpgsqlParameter<byte[][]> { TypedValue = append.Data },
                        new NpgsqlParameter<long> { TypedValue = append.Topics.Length },
                        new NpgsqlParameter<long> { TypedValue = DateTime.UtcNow.Ticks },
                    },
                });
            }

            await batch.ExecuteNonQueryAsync();
            foreach (Append append in taken)
            {
                append.Done.SetResult();
            }
        }
    }

    private sealed record Append(Guid Id, int Position, string[] Topics, byte[][] Data)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
