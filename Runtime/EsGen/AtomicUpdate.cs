using System.Diagnostics;

namespace EsGen;

/// <summary>
/// What an update of several entities, of any kinds, gives its action: whatever the action loads through it is stored in one atomic append
/// when the action has ended.
/// </summary>
/// <remarks>
/// It is of one attempt: on a conflict the action runs again with another one, and loads again. An entity that was loaded and not changed
/// is not compared with the store, so that somebody else may have changed it meanwhile.
/// </remarks>
public sealed class AtomicUpdate
{
    private readonly EventSourcedApplication _application;

    // Also the lock for those who load several at once.
    private readonly OrderedDictionary<Guid, IEventSourced> _loaded = [];
    private bool _isOver;

    private AtomicUpdate(EventSourcedApplication application) => _application = application;

    /// <summary>Loads an entity that is to be changed; the same instance each time.</summary>
    /// <typeparam name="T">The entity's class.</typeparam>
    /// <param name="id">The entity's id.</param>
    /// <exception cref="EntityNotFoundException">It was never stored, or it was discarded.</exception>
    /// <exception cref="WrongEntityException">The id is of another kind of entity.</exception>
    /// <exception cref="InvalidOperationException">The action that it was given to has ended.</exception>
    /// <exception cref="ObjectDisposedException">The application is disposed.</exception>
    public T Get<T>(Guid id)
        where T : class, IEventSourced<T> => Find<T>(id) ?? Keep(id, _application.Repository<T>().LoadForUpdate(id));

    /// <inheritdoc cref="Get{T}(Guid)"/>
    /// <param name="id">The entity's id.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public async ValueTask<T> GetAsync<T>(Guid id, CancellationToken cancellationToken = default)
        where T : class, IEventSourced<T> =>
        Find<T>(id) ?? Keep(id, await _application.Repository<T>().LoadForUpdateAsync(id, cancellationToken).ConfigureAwait(false));

    /// <summary>Acts and saves, on a conflict again with fresh instances.</summary>
    /// <param name="application">The application.</param>
    /// <param name="entity">The kind of entity that it is about; null for several.</param>
    /// <param name="attempts">How often to try in all.</param>
    /// <param name="action">What to do.</param>
    internal static void Run(EventSourcedApplication application, string? entity, int attempts, Action<AtomicUpdate> action) =>
        RunCore(
            application,
            entity,
            attempts,
            update =>
            {
                action(update);
                return Task.CompletedTask;
            },
            isAsynchronous: false,
            CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc cref="Run"/>
    internal static ValueTask RunAsync(
        EventSourcedApplication application,
        string? entity,
        int attempts,
        Func<AtomicUpdate, Task> action,
        CancellationToken cancellationToken) =>
        new(RunCore(application, entity, attempts, action, isAsynchronous: true, cancellationToken));

    /// <summary>
    /// The pause behind a conflict: random, so that those who collided don't meet again; doubling, so that many of them find their turn.
    /// </summary>
    /// <param name="attempt">Which attempt it was, from 1.</param>
    /// <param name="max">How many milliseconds at most.</param>
    internal static TimeSpan GetBackOff(int attempt, int max = 500) =>
        TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(1 << Math.Min(attempt, 9), max));

    private static Task RunCore(
        EventSourcedApplication application,
        string? entity,
        int attempts,
        Func<AtomicUpdate, Task> action,
        bool isAsynchronous,
        CancellationToken cancellationToken) => Telemetry.Source.HasListeners()
            ? RunTraced(application, entity, attempts, action, isAsynchronous, cancellationToken)
            : RunAttempts(application, attempts, action, isAsynchronous, activity: null, cancellationToken);

    private static async Task RunTraced(
        EventSourcedApplication application,
        string? entity,
        int attempts,
        Func<AtomicUpdate, Task> action,
        bool isAsynchronous,
        CancellationToken cancellationToken)
    {
        using Activity? activity = Telemetry.BeginUpdate(entity);
        try
        {
            await RunAttempts(application, attempts, action, isAsynchronous, activity, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            activity.Fail(exception);
            throw;
        }
    }

    /// <param name="application">The application.</param>
    /// <param name="attempts">How often to try in all.</param>
    /// <param name="action">What to do; its task is complete on return unless this is asynchronous.</param>
    /// <param name="isAsynchronous">Whether not to block the thread meanwhile; otherwise all is done on return.</param>
    /// <param name="activity">The span that is told how often it was tried; null for none.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    private static async Task RunAttempts(
        EventSourcedApplication application,
        int attempts,
        Func<AtomicUpdate, Task> action,
        bool isAsynchronous,
        Activity? activity,
        CancellationToken cancellationToken)
    {
        PolicyScope.ThrowIfIn(application.EventStore);
        for (int attempt = 1; ; attempt++)
        {
            activity?.SetTag("esgen.update.attempts", attempt);
            AtomicUpdate update = new(application);
            try
            {
                await action(update).ConfigureAwait(false);
            }
            finally
            {
                update.End();
            }

            try
            {
                IEventSourced[] instances = update.GetInstances();
                if (isAsynchronous)
                {
                    await application.SaveAsync(instances, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    application.Save(instances);
                }

                return;
            }
            catch (ConcurrencyException) when (attempt < attempts)
            {
                update.Fault();
            }
            catch
            {
                update.Fault();
                throw;
            }

            if (isAsynchronous)
            {
                await Task.Delay(GetBackOff(attempt), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                Thread.Sleep(GetBackOff(attempt));
            }
        }
    }

    private T? Find<T>(Guid id)
        where T : class
    {
        lock (_loaded)
        {
            EnsureRunning();
            return _loaded.TryGetValue(id, out IEventSourced? loaded) ? loaded as T : null;
        }
    }

    private T Keep<T>(Guid id, T entity)
        where T : class, IEventSourced<T>
    {
        lock (_loaded)
        {
            EnsureRunning();

            // Two who load it at once get one instance.
            if (!_loaded.TryAdd(id, entity))
            {
                return (T)_loaded[id];
            }

            entity.Recorder.IsInUpdate = true;
            return entity;
        }
    }

    private void EnsureRunning()
    {
        if (_isOver)
        {
            throw new InvalidOperationException("The action of this update has ended. Load in the action, and await what it starts.");
        }
    }

    private void End()
    {
        lock (_loaded)
        {
            _isOver = true;
        }
    }

    /// <summary>
    /// The instances, which are the save's from now on. Those of an action that failed stay the update's: nobody saves them.
    /// </summary>
    private IEventSourced[] GetInstances()
    {
        IEventSourced[] instances = [.. _loaded.Values];
        foreach (IEventSourced instance in instances)
        {
            instance.Recorder.IsInUpdate = false;
        }

        return instances;
    }

    /// <summary>What an attempt didn't store is never to be stored: the next one, or the caller, does all of it again.</summary>
    private void Fault()
    {
        foreach (IEventSourced instance in _loaded.Values)
        {
            instance.Recorder.Fault();
        }
    }
}
