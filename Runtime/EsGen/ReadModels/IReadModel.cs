using System.ComponentModel;
using EsGen.CompilerServices;

namespace EsGen;

/// <summary>A read model as the runtime sees it: the entry points of its generated code. Implemented by generated code.</summary>
/// <typeparam name="TSelf">The model's class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IReadModel<TSelf>
    where TSelf : class, IReadModel<TSelf>
{
    /// <summary>The model, with the events that it handles.</summary>
    static abstract ReadModelDescription Description { get; }

    /// <summary>Makes a document.</summary>
    /// <param name="key">Its key.</param>
    static abstract TSelf Create(ReadOnlySpan<byte> key);

    /// <summary>Reads a document.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="data">What <see cref="Encode"/> wrote.</param>
    /// <exception cref="MalformedEventException">It is nothing of the kind.</exception>
    static abstract TSelf Decode(ReadOnlySpan<byte> key, ReadOnlyMemory<byte> data);

    /// <summary>Writes a document.</summary>
    /// <param name="document">The document.</param>
    /// <exception cref="ArgumentException">A member has a value that can't be stored; the message names it.</exception>
    static abstract ReadOnlyMemory<byte> Encode(TSelf document);

    /// <summary>Writes a document's key.</summary>
    /// <param name="document">The document.</param>
    /// <param name="writer">Takes it.</param>
    static abstract void WriteKey(TSelf document, KeyWriter writer);

    /// <summary>The values under which a document stands in the indexes.</summary>
    /// <param name="document">The document.</param>
    /// <param name="entries">Takes them.</param>
    static abstract void Index(TSelf document, IndexEntries entries);

    /// <summary>The keys of the documents that an event goes to, where <c>KeyOf</c> says that.</summary>
    /// <param name="e">The event.</param>
    /// <param name="context">What surrounds it.</param>
    /// <param name="keys">Takes them.</param>
    static abstract void Route(IDomainEvent e, in EventContext context, DocumentKeys keys);

    /// <summary>Lets a document's <c>On</c> handle an event.</summary>
    /// <param name="document">The document.</param>
    /// <param name="e">The event.</param>
    /// <param name="context">What surrounds it.</param>
    /// <returns>Whether there is a document any more.</returns>
    static abstract bool Apply(TSelf document, IDomainEvent e, in EventContext context);
}

/// <summary>A read model with the type of its keys. Implemented by generated code.</summary>
/// <typeparam name="TSelf">The model's class.</typeparam>
/// <typeparam name="TKey">The type of its keys.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IReadModel<TSelf, TKey> : IReadModel<TSelf>
    where TSelf : class, IReadModel<TSelf, TKey>
{
    /// <summary>A document's key.</summary>
    /// <param name="document">The document.</param>
    static abstract TKey GetKey(TSelf document);
}
