using System.ComponentModel;

namespace EsGen;

// An asynchronous lambda would bind to an Action and be stored before it has finished: it binds to these, which don't compile.
public sealed partial class EventSourcedRepository<T>
{
    /// <summary>Not supported: an action that is asynchronous needs <c>UpdateAsync</c>.</summary>
    /// <typeparam name="TTask">Generic, so that an action that only throws isn't taken for an asynchronous one.</typeparam>
    /// <param name="id">The entity's id.</param>
    /// <param name="action">What to do.</param>
    [Obsolete("An asynchronous action would be stored before it has finished; use UpdateAsync.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T Update<TTask>(Guid id, Func<T, TTask> action)
        where TTask : Task => throw new NotSupportedException("Use UpdateAsync.");

    /// <summary>Not supported: an action that is asynchronous needs <c>UpdateAsync</c>.</summary>
    /// <typeparam name="TTask">
    /// A <see cref="ValueTask"/>, the only type to which one can be compared; generic for the same reason.
    /// </typeparam>
    /// <param name="id">The entity's id.</param>
    /// <param name="action">What to do.</param>
    /// <param name="unused">Tells the signatures apart: a constraint doesn't.</param>
    [Obsolete("An asynchronous action would be stored before it has finished; use UpdateAsync.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T Update<TTask>(Guid id, Func<T, TTask> action, ValueTask unused = default)
        where TTask : IEquatable<ValueTask> => throw new NotSupportedException("Use UpdateAsync.");

    /// <summary>Not supported: an action that is asynchronous needs <c>UpdateAsync</c>.</summary>
    /// <typeparam name="TResult">The result that nobody would wait for.</typeparam>
    /// <param name="id">The entity's id.</param>
    /// <param name="action">What to do.</param>
    [Obsolete("An asynchronous action would be stored before it has finished; use UpdateAsync.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T Update<TResult>(Guid id, Func<T, ValueTask<TResult>> action) => throw new NotSupportedException("Use UpdateAsync.");

    /// <summary>Not supported: an action that is asynchronous needs <c>UpdateAsync</c>.</summary>
    /// <typeparam name="TTask">Generic, so that an action that only throws isn't taken for an asynchronous one.</typeparam>
    /// <param name="id">The entity's id.</param>
    /// <param name="expectedVersion">The version that it must have.</param>
    /// <param name="action">What to do.</param>
    [Obsolete("An asynchronous action would be stored before it has finished; use UpdateAsync.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T Update<TTask>(Guid id, long expectedVersion, Func<T, TTask> action)
        where TTask : Task => throw new NotSupportedException("Use UpdateAsync.");

    /// <summary>Not supported: an action that is asynchronous needs <c>UpdateAsync</c>.</summary>
    /// <typeparam name="TTask">
    /// A <see cref="ValueTask"/>, the only type to which one can be compared; generic for the same reason.
    /// </typeparam>
    /// <param name="id">The entity's id.</param>
    /// <param name="expectedVersion">The version that it must have.</param>
    /// <param name="action">What to do.</param>
    /// <param name="unused">Tells the signatures apart: a constraint doesn't.</param>
    [Obsolete("An asynchronous action would be stored before it has finished; use UpdateAsync.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T Update<TTask>(Guid id, long expectedVersion, Func<T, TTask> action, ValueTask unused = default)
        where TTask : IEquatable<ValueTask> => throw new NotSupportedException("Use UpdateAsync.");

    /// <summary>Not supported: an action that is asynchronous needs <c>UpdateAsync</c>.</summary>
    /// <typeparam name="TResult">The result that nobody would wait for.</typeparam>
    /// <param name="id">The entity's id.</param>
    /// <param name="expectedVersion">The version that it must have.</param>
    /// <param name="action">What to do.</param>
    [Obsolete("An asynchronous action would be stored before it has finished; use UpdateAsync.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T Update<TResult>(Guid id, long expectedVersion, Func<T, ValueTask<TResult>> action) =>
        throw new NotSupportedException("Use UpdateAsync.");

    /// <summary>Not supported: an action that is asynchronous needs <c>UpdateAsync</c>.</summary>
    /// <typeparam name="TTask">Generic, so that an action that only throws isn't taken for an asynchronous one.</typeparam>
    /// <param name="ids">The entities' ids.</param>
    /// <param name="action">What to do.</param>
    [Obsolete("An asynchronous action would be stored before it has finished; use UpdateAsync.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IReadOnlyList<T> Update<TTask>(IReadOnlyCollection<Guid> ids, Func<IReadOnlyList<T>, TTask> action)
        where TTask : Task => throw new NotSupportedException("Use UpdateAsync.");

    /// <summary>Not supported: an action that is asynchronous needs <c>UpdateAsync</c>.</summary>
    /// <typeparam name="TTask">
    /// A <see cref="ValueTask"/>, the only type to which one can be compared; generic for the same reason.
    /// </typeparam>
    /// <param name="ids">The entities' ids.</param>
    /// <param name="action">What to do.</param>
    /// <param name="unused">Tells the signatures apart: a constraint doesn't.</param>
    [Obsolete("An asynchronous action would be stored before it has finished; use UpdateAsync.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IReadOnlyList<T> Update<TTask>(IReadOnlyCollection<Guid> ids, Func<IReadOnlyList<T>, TTask> action, ValueTask unused = default)
        where TTask : IEquatable<ValueTask> => throw new NotSupportedException("Use UpdateAsync.");

    /// <summary>Not supported: an action that is asynchronous needs <c>UpdateAsync</c>.</summary>
    /// <typeparam name="TResult">The result that nobody would wait for.</typeparam>
    /// <param name="ids">The entities' ids.</param>
    /// <param name="action">What to do.</param>
    [Obsolete("An asynchronous action would be stored before it has finished; use UpdateAsync.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IReadOnlyList<T> Update<TResult>(IReadOnlyCollection<Guid> ids, Func<IReadOnlyList<T>, ValueTask<TResult>> action) =>
        throw new NotSupportedException("Use UpdateAsync.");
}
