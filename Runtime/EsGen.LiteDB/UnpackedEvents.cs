using System.Collections;

namespace EsGen.LiteDB;

/// <summary>
/// Events as they lie in their blocks, unpacked when they are asked for: a list of whole items would be five times as large.
/// </summary>
internal sealed class UnpackedEvents<T>(List<PackedEvent> events, Func<PackedEvent, T> unpack)
    : IReadOnlyList<T>
{
    public int Count => events.Count;

    public T this[int index] => unpack(events[index]);

    public IEnumerator<T> GetEnumerator()
    {
        foreach (var packed in events)
        {
            yield return unpack(packed);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
