namespace EsGen;

/// <summary>
/// The documents of one read model, as ordered trees of bytes: tree 0 has the documents by their keys, those behind it the entries of the
/// indexes. One writer at a time; any number of readers, whom it doesn't hold up.
/// </summary>
public interface IReadModelDocuments
{
    /// <summary>Reads of the last commit.</summary>
    /// <typeparam name="TResult">What comes of it.</typeparam>
    /// <param name="read">
    /// Reads. It may be called again, with what is the last commit then, if a store had to give up a part of what it was reading.
    /// </param>
    /// <exception cref="ObjectDisposedException">The documents were removed, or thrown away because they are damaged; a store may also go
    /// on answering.</exception>
    TResult Read<TResult>(Func<IReadModelView, TResult> read);

    /// <summary>As <see cref="Read"/>, without blocking a thread. Unless a store has its own, it blocks.</summary>
    /// <typeparam name="TResult">What comes of it.</typeparam>
    /// <param name="read">Reads.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    ValueTask<TResult> ReadAsync<TResult>(Func<IReadModelView, TResult> read, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<TResult>(cancellationToken) : new(Read(read));

    /// <summary>Stores changes and how far the documents go with them: all or nothing, whatever happens.</summary>
    /// <param name="state">How far they go.</param>
    /// <param name="changes">The changes, each key of a tree once.</param>
    /// <exception cref="ObjectDisposedException">The documents were removed, or thrown away because they are damaged.</exception>
    void Commit(ReadModelState state, IReadOnlyCollection<DocumentChange> changes);
}
