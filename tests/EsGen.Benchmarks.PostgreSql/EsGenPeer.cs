using System.Collections.Concurrent;
using EsGen.PostgreSql;
using Npgsql;

namespace EsGen.Benchmarks.PostgreSql;

/// <summary>EsGen: the aggregates that are appended to stay in memory, as with the others their number does.</summary>
internal sealed class EsGenPeer : IPeer
{
    private readonly PostgreSqlDatastore _datastore;
    private readonly EventSourcedApplication _application;
    private readonly EventSourcedRepository<Wallet> _wallets;
    private readonly ConcurrentDictionary<Guid, Wallet> _live = new();

    public EsGenPeer(NpgsqlDataSource source)
    {
        _datastore = PostgreSqlDatastore.Open(new PostgreSqlSettings { DataSource = source, Schema = "esgen_peer" });
        _application = new EventSourcedApplication(_datastore);
        _wallets = _application.Repository<Wallet>();
    }

    public string Name => "EsGen";

    public async Task<Guid> CreateAsync(int events)
    {
        Wallet wallet = new(payments: 0);
        Pay(wallet, events - 1);
        await _wallets.SaveAsync(wallet);
        _live[wallet.Id] = wallet;
        return wallet.Id;
    }

    public async Task AppendAsync(Guid id, int events)
    {
        Wallet wallet = _live[id];
        Pay(wallet, events);
        await _wallets.SaveAsync(wallet);
    }

    public async Task<int> LoadAsync(Guid id) => (await _wallets.GetAsync(id)).Payments;

    public async Task PayAsync(Guid id)
    {
        Wallet wallet = await _wallets.GetAsync(id);
        Pay(wallet, 1);
        await _wallets.SaveAsync(wallet);
    }

    public async Task<long> CatchUpAsync()
    {
        long last = await _application.EventStore.ActiveRecordStrategy.GetLastNotificationIdAsync();
        long count = 0;
        await foreach (EventRecord<Wallet.Event> record in _application.EventStore.FollowAsync<Wallet.Event>(0))
        {
            count++;
            if (record.NotificationId == last)
            {
                break;
            }
        }

        return count;
    }

    public async ValueTask DisposeAsync()
    {
        _application.Dispose();
        await _datastore.DisposeAsync();
    }

    private static void Pay(Wallet wallet, int times)
    {
        for (int i = 0; i < times; i++)
        {
            int attempt = wallet.Payments;
            wallet.Pay(Guid.CreateVersion7(), Payment.Reference, Payment.Amount(attempt), attempt, Payment.Due(attempt));
        }
    }
}
