using EsGen.CompilerServices;

namespace EsGen.AspNetCore.Reading;

/// <summary>The store of a running application, as a verification sees it.</summary>
/// <param name="application">The application.</param>
/// <param name="datastore">Its datastore; null if it was made without one.</param>
/// <param name="runner">Its runner; null if there is none.</param>
internal sealed class RunningStore(EventSourcedApplication application, IDatastore? datastore, EventSourcedRunner? runner) : IVerifiedStore
{
    public IActiveRecordStrategy Strategy => application.EventStore.ActiveRecordStrategy;

    public ISnapshotStore? Snapshots => application.Snapshots.Store;

    public bool ComparesOrders => false;

    /// <summary>The trackings that are known here are those of the runner's policies.</summary>
    public async Task<StoreHead> GetHeadAsync(CancellationToken cancellationToken)
    {
        List<Tracking> trackings = [];
        foreach (RunnerStatus policy in runner?.Status.Where(static status => status.Kind == RunnerKind.Policy) ?? [])
        {
            string name = PolicyDescription.TrackingPrefix + policy.Name;
            if (await Strategy.GetTrackingAsync(name, cancellationToken) is { } id)
            {
                trackings.Add(new Tracking(name, id));
            }
        }

        // Behind them: a policy may go on meanwhile.
        return new StoreHead(await Strategy.GetLastNotificationIdAsync(cancellationToken), trackings);
    }

    public Task VerifyAsync(CancellationToken cancellationToken) => datastore?.VerifyAsync(cancellationToken) ?? Task.CompletedTask;

    public bool HasStopped(Exception exception) =>
        exception is EventSourcingException and not (StoreUnavailableException or StoreDamagedException);
}
