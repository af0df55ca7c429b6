using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>Makes one document of events, without a store.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DocumentReplay
{
    /// <summary>Makes a document, for a unit test.</summary>
    /// <typeparam name="T">The model's class, whose keys are the ids of entities.</typeparam>
    /// <param name="id">The entity's id.</param>
    /// <param name="events">The events, oldest first; they are stamped with the Unix epoch.</param>
    /// <returns>The document; null if they make none, or remove it.</returns>
    public static T? Of<T>(Guid id, IEnumerable<IDomainEvent> events)
        where T : class, IReadModel<T>
    {
        ArgumentNullException.ThrowIfNull(events);
        DocumentFold<T> fold = new(id);
        long position = 0;
        foreach (IDomainEvent e in events)
        {
            ArgumentNullException.ThrowIfNull(e, nameof(events));
            fold.Apply(e, new EventContext(id, position++, DateTimeOffset.UnixEpoch));
        }

        return fold.Document;
    }
}
