namespace EsGen.Inspection;

/// <summary>A store as a verification needs it: what there is beside its contract.</summary>
internal interface IVerifiedStore
{
    IActiveRecordStrategy Strategy { get; }

    /// <summary>Where snapshots can be read; null if there are none.</summary>
    ISnapshotStore? Snapshots { get; }

    /// <summary>Whether its own check compares both orders, so that nobody else has to.</summary>
    bool ComparesOrders { get; }

    Task<StoreHead> GetHeadAsync(CancellationToken cancellationToken);

    /// <summary>Checks what the store itself knows to check.</summary>
    /// <exception cref="StoreDamagedException">Something is damaged.</exception>
    Task VerifyAsync(CancellationToken cancellationToken);

    /// <summary>Whether an exception says that the store takes no more calls, as a store does that comes upon a damaged page.</summary>
    bool HasStopped(Exception exception);
}
