using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace EsGen.CompilerServices;

/// <summary>Writes the data of one event: a compact JSON object in UTF-8, whose bytes follow from the values alone.</summary>
/// <remarks>
/// What could not be read back as the same value is refused with an <see cref="ArgumentException"/> that names topic and field, never the
/// value. A writer that is left without <see cref="End()"/>, because a value was refused, is simply dropped.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Design", "CA1001", Justification = "The JSON writer writes to memory; there is nothing to release.")]
public sealed partial class EventDataWriter
{
    /// <summary>As deep as <see cref="EventDataReader"/> reads.</summary>
    internal const int MaxDepth = 64;

    private const int MaxCachedCapacity = 256 * 1024;

    [ThreadStatic]
    private static EventDataWriter? s_cached;

    private readonly ArrayBufferWriter<byte> _buffer = new(256);
    private readonly Utf8JsonWriter _json;
    private string _topic = "";
    private byte[] _name = new byte[32];
    private int _nameLength;

    private EventDataWriter() =>
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = MinimalJsonEncoder.Instance, MaxDepth = MaxDepth });

    /// <summary>Starts the data of an event, with a writer that is nobody else's until <see cref="End()"/>.</summary>
    /// <param name="topic">The event's topic, for messages.</param>
    public static EventDataWriter Begin(string topic)
    {
        EventDataWriter writer = s_cached ?? new EventDataWriter();
        s_cached = null;
        writer._topic = topic;
        writer._nameLength = 0;
        writer._json.WriteStartObject();
        return writer;
    }

    /// <summary>Ends the data. The writer must not be used afterwards.</summary>
    public ReadOnlyMemory<byte> End()
    {
        _json.WriteEndObject();
        _json.Flush();
        byte[] data = _buffer.WrittenSpan.ToArray();
        _json.Reset();
        _buffer.ResetWrittenCount();
        if (_buffer.Capacity <= MaxCachedCapacity)
        {
            s_cached = this;
        }

        return data;
    }

    /// <summary>Ends the data of an event as the item to store it as. The writer must not be used afterwards.</summary>
    /// <param name="context">What surrounds the event.</param>
    public SequencedItem End(in EventContext context) =>
        new(context.Id, context.Position, _topic, End()) { Timestamp = context.Timestamp, Metadata = context.EncodedMetadata };

    /// <summary>Names the field whose value comes next.</summary>
    /// <param name="utf8">The name.</param>
    public void Name(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > _name.Length)
        {
            _name = new byte[utf8.Length];
        }

        utf8.CopyTo(_name);
        _nameLength = utf8.Length;
        _json.WritePropertyName(utf8);
    }

    /// <summary>Writes null.</summary>
    public void WriteNull() => _json.WriteNullValue();

    /// <summary>Writes a value that may be null.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="write">Writes it if it isn't null.</param>
    public void WriteNullable<T>(T? value, FieldWriter<T> write)
        where T : class
    {
        if (value is null)
        {
            _json.WriteNullValue();
        }
        else
        {
            write(this, value);
        }
    }

    /// <summary>Writes a value that may be null.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="write">Writes it if it isn't null.</param>
    public void WriteNullable<T>(T? value, FieldWriter<T> write)
        where T : struct
    {
        if (value is { } present)
        {
            write(this, present);
        }
        else
        {
            _json.WriteNullValue();
        }
    }

    /// <summary>Writes a truth value.</summary>
    /// <param name="value">The value.</param>
    public void WriteBoolean(bool value) => _json.WriteBooleanValue(value);

    private string FieldName => Encoding.UTF8.GetString(_name, 0, _nameLength);

    private void RefuseNull([NotNull] object? value)
    {
        if (value is null)
        {
            throw new ArgumentNullException(FieldName, $"'{_topic}' can't be stored: its field '{FieldName}' is, or contains, a null that its type rules out. Give it a value, or declare it nullable.");
        }
    }

    /// <summary>The exception for a value that could not be read back.</summary>
    /// <param name="reason">What is wrong with the field, without its value.</param>
    /// <param name="advice">What to do about it.</param>
    private ArgumentException Refusal(string reason, string advice) =>
        new($"'{_topic}' can't be stored: its field '{FieldName}' {reason}. {advice}", FieldName);
}
