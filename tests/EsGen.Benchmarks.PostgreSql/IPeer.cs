namespace EsGen.Benchmarks.PostgreSql;

/// <summary>A store on PostgreSQL that is compared, as its users use it.</summary>
internal interface IPeer : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Stores a new wallet with so many events, in one commit.</summary>
    Task<Guid> CreateAsync(int events);

    /// <summary>Stores so many more events of a wallet that only this caller changes, in one commit.</summary>
    Task AppendAsync(Guid id, int events);

    /// <summary>Loads a wallet from its events; returns its number of payments.</summary>
    Task<int> LoadAsync(Guid id);

    /// <summary>Loads a wallet, lets it pay, and stores that.</summary>
    Task PayAsync(Guid id);

    /// <summary>Takes all that is stored, decoded and in order, to a reader that begins at the first event; returns how many.</summary>
    Task<long> CatchUpAsync();
}
