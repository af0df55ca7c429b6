using System.ComponentModel;
using EsGen.CompilerServices;

namespace EsGen;

/// <summary>
/// The documents of a read model. What takes a key or an indexed value (<c>Get</c>, <c>TryGet</c>, <c>Contains</c>, <c>FindAsync</c>,
/// <c>All</c>, <c>FindBy…</c>) is generated for each model, in its namespace.
/// </summary>
/// <typeparam name="T">The model's class.</typeparam>
/// <remarks>Safe for concurrent use. What it gives are copies.</remarks>
public sealed class ReadModels<T>
    where T : class, IReadModel<T>
{
    private readonly EventSourcedApplication _application;
    private readonly ReadModelProgress _progress;

    /// <summary>The documents that an application's datastore has.</summary>
    /// <param name="application">The application.</param>
    /// <exception cref="NotSupportedException">The datastore keeps no read models.</exception>
    public ReadModels(EventSourcedApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);
        _application = application;
        _progress = ReadModelProgress.Of(application.ClaimReadModel<T>(), T.Description.Name, T.Description.Fingerprint);
        Documents = new DocumentReader<T>(application.EventStore, _progress);
    }

    /// <summary>Infrastructure: what generated code reads through.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public DocumentReader<T> Documents { get; }

    /// <summary>The id of the last notification that is in the documents; 0 if there are none yet.</summary>
    public long Position => _progress.State?.Position ?? 0;

    /// <summary>How many documents there are.</summary>
    /// <exception cref="ReadModelNotReadyException">The documents are being made.</exception>
    public long Count() => Documents.Read(static view => view.State.Count);

    /// <summary>How many documents there are.</summary>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <exception cref="ReadModelNotReadyException">The documents are being made.</exception>
    public ValueTask<long> CountAsync(CancellationToken cancellationToken = default) =>
        Documents.ReadAsync(static view => view.State.Count, cancellationToken);

    /// <summary>Waits until the documents have what an instance stored last, so that what was just written is read.</summary>
    /// <param name="entity">
    /// The instance. If it was loaded and not saved since, what is stored at this moment is waited for.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="InvalidOperationException">The instance was never saved.</exception>
    /// <exception cref="ArgumentException">The instance belongs to an application over another store.</exception>
    /// <exception cref="ReadModelStoppedException">The model stands at an event before that.</exception>
    /// <exception cref="RunnerNotStartedException">No runner in this process works on the model.</exception>
    public async ValueTask WaitForAsync(IEventSourced entity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        EventRecorder recorder = entity.Recorder;
        if (recorder.Sink is not PersistencePolicy policy || recorder.StoredVersion == 0)
        {
            throw new InvalidOperationException(
                $"{recorder.Description.Name} {recorder.Id} was never saved, so that no read model will have it. Save it first.");
        }

        IActiveRecordStrategy strategy = _application.EventStore.ActiveRecordStrategy;
        if (policy.EventStore.ActiveRecordStrategy != strategy)
        {
            throw new ArgumentException(
                $"{recorder.Description.Name} {recorder.Id} belongs to an application over another store, whose events never come to this "
                    + "read model.", nameof(entity));
        }

        long id = recorder.StoredNotificationId ?? await strategy.GetLastNotificationIdAsync(cancellationToken).ConfigureAwait(false);
        await WaitForAsync(id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until the documents have all up to a notification.</summary>
    /// <param name="notificationId">The notification's id.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ReadModelStoppedException">The model stands at an event before that.</exception>
    /// <exception cref="RunnerNotStartedException">No runner in this process works on the model.</exception>
    public ValueTask WaitForAsync(long notificationId, CancellationToken cancellationToken = default) =>
        _progress.WaitAsync(notificationId, cancellationToken);

    /// <summary>Waits until the documents have all that is stored at this moment.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ReadModelStoppedException">The model stands at an event before that.</exception>
    /// <exception cref="RunnerNotStartedException">No runner in this process works on the model.</exception>
    public async ValueTask WaitUntilCaughtUpAsync(CancellationToken cancellationToken = default)
    {
        long last = await _application.EventStore.ActiveRecordStrategy.GetLastNotificationIdAsync(cancellationToken).ConfigureAwait(false);
        await WaitForAsync(last, cancellationToken).ConfigureAwait(false);
    }
}
