using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>The keys of the documents that an event goes to, as a read model's <c>KeyOf</c> gives them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DocumentKeys
{
    private readonly List<byte[]> _keys = [];
    private readonly KeyWriter _writer = new();

    internal IReadOnlyList<byte[]> Keys => _keys;

    /// <summary>Begins a key. It is ended by <see cref="End"/>.</summary>
    public KeyWriter Begin()
    {
        _writer.Clear();
        return _writer;
    }

    /// <summary>Ends a key. One that is given twice counts once.</summary>
    public void End()
    {
        foreach (byte[] key in _keys)
        {
            if (_writer.Written.SequenceEqual(key))
            {
                return;
            }
        }

        _keys.Add(_writer.ToKey());
    }

    internal void Clear() => _keys.Clear();

    /// <summary>The key of a document, in the model's own type.</summary>
    /// <typeparam name="T">The model's class.</typeparam>
    /// <typeparam name="TKey">The type of its keys.</typeparam>
    /// <param name="document">The document.</param>
    public static TKey Of<T, TKey>(T document)
        where T : class, IReadModel<T, TKey>
    {
        ArgumentNullException.ThrowIfNull(document);
        return T.GetKey(document);
    }
}
