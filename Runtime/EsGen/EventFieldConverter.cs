using System.Text.Json;

namespace EsGen;

/// <summary>
/// Writes and reads a type that EsGen can't see into, as one JSON value. Declare it with <see cref="EventFieldConverterAttribute"/>.
/// </summary>
/// <remarks>
/// What it writes is stored and stays, so what it means should depend on the value alone: neither on the culture nor on the machine. One
/// instance serves all threads. Values are shared between events and state, so their type should be immutable; two of them are the same to
/// the history if <see cref="object.Equals(object)"/> says so. It is never asked to write null. A value is read back before it is stored:
/// what is read must be written as the same bytes or be equal to the value. So a converter that encrypts, with other bytes each time, needs
/// a type that compares what it holds.
/// </remarks>
/// <typeparam name="T">The type.</typeparam>
public abstract class EventFieldConverter<T>
{
    /// <summary>
    /// Writes a value: exactly one JSON value other than null, which may be an object or an array. Whatever it throws becomes an
    /// <see cref="ArgumentException"/> that names topic, field, converter and the type of what was thrown, and the event doesn't happen;
    /// its message, which may quote the value, is left out.
    /// </summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="value">The value.</param>
    public abstract void Write(Utf8JsonWriter writer, T value);

    /// <summary>Reads a value from one JSON value. Whatever it throws becomes a <see cref="MalformedEventException"/>.</summary>
    /// <remarks>
    /// A null only comes where an earlier version of EsGen has let the converter write one; if it throws then, a struct has its default.
    /// </remarks>
    /// <param name="reader">Stands on the value's first token, and must be left on its last.</param>
    public abstract T Read(ref Utf8JsonReader reader);
}
