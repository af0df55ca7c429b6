using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>Reads the documents of a read model for the generated members, which know the types of its key and indexes.</summary>
/// <typeparam name="T">The model's class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DocumentReader<T>
    where T : class, IReadModel<T>
{
    private const int MaxLimit = 10_000;

    private readonly EventStore _eventStore;
    private readonly ReadModelProgress _progress;

    internal DocumentReader(EventStore eventStore, ReadModelProgress progress)
    {
        _eventStore = eventStore;
        _progress = progress;
    }

    /// <summary>The document with a key; null if there is none.</summary>
    /// <param name="key">The key.</param>
    public T? Find(KeyWriter key)
    {
        byte[] bytes = key.ToKey();
        return Read(view => Find(view, bytes));
    }

    /// <summary>The document with a key; null if there is none.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public ValueTask<T?> FindAsync(KeyWriter key, CancellationToken cancellationToken)
    {
        byte[] bytes = key.ToKey();
        return ReadAsync(view => Find(view, bytes), cancellationToken);
    }

    /// <summary>Whether there is a document with a key.</summary>
    /// <param name="key">The key.</param>
    public bool Contains(KeyWriter key)
    {
        byte[] bytes = key.ToKey();
        return Read(view => view.Find(0, bytes) is not null);
    }

    /// <summary>Whether there is a document with a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public ValueTask<bool> ContainsAsync(KeyWriter key, CancellationToken cancellationToken)
    {
        byte[] bytes = key.ToKey();
        return ReadAsync(view => view.Find(0, bytes) is not null, cancellationToken);
    }

    /// <summary>The documents in the order of their keys.</summary>
    /// <param name="after">The last document of the page before; null for the first page.</param>
    /// <param name="limit">How many at most.</param>
    public IReadOnlyList<T> All(T? after, int limit)
    {
        DocumentRange range = GetRange(after, limit);
        return Read(view => Decode(view.GetRange(range)));
    }

    /// <summary>The documents in the order of their keys.</summary>
    /// <param name="after">The last document of the page before; null for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public ValueTask<IReadOnlyList<T>> AllAsync(T? after, int limit, CancellationToken cancellationToken)
    {
        DocumentRange range = GetRange(after, limit);
        return ReadAsync(view => Decode(view.GetRange(range)), cancellationToken);
    }

    /// <summary>The documents that stand in a part of an index.</summary>
    /// <param name="query">The part.</param>
    public IReadOnlyList<T> Find(IndexQuery<T> query)
    {
        DocumentRange range = query.GetRange(MaxLimit);
        return Read<IReadOnlyList<T>>(view => FindEntries(view, range));
    }

    /// <summary>The documents that stand in a part of an index.</summary>
    /// <param name="query">The part.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public ValueTask<IReadOnlyList<T>> FindAsync(IndexQuery<T> query, CancellationToken cancellationToken)
    {
        DocumentRange range = query.GetRange(MaxLimit);
        return ReadAsync<IReadOnlyList<T>>(view => FindEntries(view, range), cancellationToken);
    }

    /// <summary>What the events of one entity make of it at this moment, whatever is stored; null if they make nothing.</summary>
    /// <param name="id">The entity's id.</param>
    public T? GetCurrent(Guid id)
    {
        DocumentFold<T> fold = new(id);
        foreach (SequencedItem item in _eventStore.ReadItems(id, default))
        {
            fold.Apply(_eventStore.Admit(item));
        }

        return fold.Document;
    }

    /// <summary>What the events of one entity make of it at this moment, whatever is stored; null if they make nothing.</summary>
    /// <param name="id">The entity's id.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public async ValueTask<T?> GetCurrentAsync(Guid id, CancellationToken cancellationToken)
    {
        DocumentFold<T> fold = new(id);
        await foreach (SequencedItem item in _eventStore.ReadItemsAsync(id, default, pageSize: null, cancellationToken)
            .ConfigureAwait(false))
        {
            fold.Apply(_eventStore.Admit(item));
        }

        return fold.Document;
    }

    /// <summary>The exception for a key that no document has.</summary>
    /// <param name="key">The key, as text.</param>
    public ReadModelNotFoundException NotFound(string? key) => new(T.Description.Name, key ?? "null");

    internal TResult Read<TResult>(Func<IReadModelView, TResult> read)
    {
        while (true)
        {
            IReadModelDocuments documents = _progress.Documents ?? throw NotReady(default);
            try
            {
                return documents.Read(view => view.State.IsCaughtUp ? read(view) : throw NotReady(view.State));
            }
            catch (ObjectDisposedException) when (_progress.Forget(documents))
            {
                // They were removed because others have taken their place, or thrown away because they are damaged.
            }
        }
    }

    internal async ValueTask<TResult> ReadAsync<TResult>(Func<IReadModelView, TResult> read, CancellationToken cancellationToken)
    {
        while (true)
        {
            IReadModelDocuments documents = _progress.Documents ?? throw NotReady(default);
            try
            {
                return await documents.ReadAsync(view => view.State.IsCaughtUp ? read(view) : throw NotReady(view.State), cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (ObjectDisposedException) when (_progress.Forget(documents))
            {
                // They were removed because others have taken their place, or thrown away because they are damaged.
            }
        }
    }

    private static T? Find(IReadModelView view, byte[] key) => view.Find(0, key) is { } data ? T.Decode(key, data) : null;

    private static DocumentRange GetRange(T? after, int limit)
    {
        CheckLimit(limit);
        KeyWriter key = new();
        if (after is not null)
        {
            T.WriteKey(after, key);

            // The first key behind a key is that key with a zero more.
            key.WriteByte(0);
        }

        return new DocumentRange(0) { From = key.ToKey(), Limit = limit };
    }

    private static T[] FindEntries(IReadModelView view, DocumentRange range)
    {
        int keySize = T.Description.KeySize;
        ReadOnlyMemory<byte>[] keys = [.. view.GetRange(range).Select(entry => entry.Value.IsEmpty ? entry.Key[^keySize..] : entry.Value)];
        IReadOnlyList<ReadOnlyMemory<byte>?> found = view.FindAll(0, keys);
        T[] documents = new T[keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            documents[i] = T.Decode(keys[i].Span, found[i]!.Value);
        }

        return documents;
    }

    private static IReadOnlyList<T> Decode(IReadOnlyList<KeyValuePair<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>> found) =>
        [.. found.Select(static entry => T.Decode(entry.Key.Span, entry.Value))];

    private static void CheckLimit(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
    }

    private ReadModelNotReadyException NotReady(ReadModelState state) =>
        new(T.Description.Name, state.Position, state.Goal, _progress.IsRunning);
}
