using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace EsGen;

public partial class EventSourcedApplication
{
    /// <summary>
    /// Acts on entities of any kinds and stores all that happened in one atomic append. If somebody else was faster with one of them it
    /// begins again with fresh instances, so the action may run several times.
    /// </summary>
    /// <param name="action">
    /// What to do; it loads what it changes through the <see cref="AtomicUpdate"/>. If it throws, nothing is stored.
    /// </param>
    /// <exception cref="ConcurrencyException">Somebody else was faster in each of the attempts that the options allow.</exception>
    /// <exception cref="ObjectDisposedException">The application is disposed.</exception>
    public void Update(Action<AtomicUpdate> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        EventStore.EnsureOpen();
        AtomicUpdate.Run(this, entity: null, Options.MaxUpdateAttempts, action);
    }

    /// <inheritdoc cref="Update(Action{AtomicUpdate})"/>
    /// <param name="action">
    /// What to do; it loads what it changes through the <see cref="AtomicUpdate"/>. If it throws, nothing is stored.
    /// </param>
    /// <param name="cancellationToken">
    /// Ends the wait for the store and refuses the append as long as the store hasn't begun with it.
    /// </param>
    [OverloadResolutionPriority(-1)]
    public ValueTask UpdateAsync(Action<AtomicUpdate> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return UpdateCoreAsync(
            update =>
            {
                action(update);
                return Task.CompletedTask;
            },
            cancellationToken);
    }

    /// <inheritdoc cref="Update(Action{AtomicUpdate})"/>
    /// <param name="action">
    /// What to do; it loads what it changes through the <see cref="AtomicUpdate"/>. If it throws, nothing is stored.
    /// </param>
    /// <param name="cancellationToken">
    /// Ends the wait for the store and refuses the append as long as the store hasn't begun with it.
    /// </param>
    public ValueTask UpdateAsync(Func<AtomicUpdate, Task> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return UpdateCoreAsync(action, cancellationToken);
    }

    /// <inheritdoc cref="Update(Action{AtomicUpdate})"/>
    /// <param name="action">
    /// What to do; it loads what it changes through the <see cref="AtomicUpdate"/>. If it throws, nothing is stored.
    /// </param>
    /// <param name="cancellationToken">
    /// Ends the wait for the store and refuses the append as long as the store hasn't begun with it.
    /// </param>
    [OverloadResolutionPriority(-1)]
    public ValueTask UpdateAsync(Func<AtomicUpdate, ValueTask> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return UpdateCoreAsync(update => action(update).AsTask(), cancellationToken);
    }

    /// <summary>Not supported: an action that is asynchronous needs <c>UpdateAsync</c>.</summary>
    /// <typeparam name="TTask">Generic, so that an action that only throws isn't taken for an asynchronous one.</typeparam>
    /// <param name="action">What to do.</param>
    [Obsolete("An asynchronous action would be stored before it has finished; use UpdateAsync.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Update<TTask>(Func<AtomicUpdate, TTask> action)
        where TTask : Task => throw new NotSupportedException("Use UpdateAsync.");

    /// <summary>Not supported: an action that is asynchronous needs <c>UpdateAsync</c>.</summary>
    /// <typeparam name="TTask">
    /// A <see cref="ValueTask"/>, the only type to which one can be compared; generic for the same reason.
    /// </typeparam>
    /// <param name="action">What to do.</param>
    /// <param name="unused">Tells the signatures apart: a constraint doesn't.</param>
    [Obsolete("An asynchronous action would be stored before it has finished; use UpdateAsync.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Update<TTask>(Func<AtomicUpdate, TTask> action, ValueTask unused = default)
        where TTask : IEquatable<ValueTask> => throw new NotSupportedException("Use UpdateAsync.");

    /// <summary>Not supported: an action that is asynchronous needs <c>UpdateAsync</c>.</summary>
    /// <typeparam name="TResult">The result that nobody would wait for.</typeparam>
    /// <param name="action">What to do.</param>
    [Obsolete("An asynchronous action would be stored before it has finished; use UpdateAsync.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Update<TResult>(Func<AtomicUpdate, ValueTask<TResult>> action) => throw new NotSupportedException("Use UpdateAsync.");

    private async ValueTask UpdateCoreAsync(Func<AtomicUpdate, Task> action, CancellationToken cancellationToken)
    {
        EventStore.EnsureOpen();
        await AtomicUpdate.RunAsync(this, entity: null, Options.MaxUpdateAttempts, action, cancellationToken).ConfigureAwait(false);
    }
}
