using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EsGen.CompilerServices;

/// <summary>Writes the data of one event: a compact JSON object in UTF-8, whose bytes follow from the values alone.</summary>
/// <remarks>
/// What could not be read back as the same value is refused with an <see cref="ArgumentException"/> that names topic and place, never the
/// value. A writer that is left without <see cref="End()"/>, because a value was refused, is simply dropped.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class EventDataWriter
{
    /// <summary>As deep as <see cref="EventDataReader"/> reads.</summary>
    internal const int MaxDepth = 64;

    private const int MaxCachedCapacity = 256 * 1024;

    [ThreadStatic]
    private static EventDataWriter? s_cached;

    [ThreadStatic]
    private static bool s_isReadOtherwise;

    private byte[] _buffer = new byte[1024];
    private int _length;
    private int _depth;
    private int _maxSize;
    private int _nameStart;
    private int _nameLength;
    private string _topic = "";
    private bool _isKey;
    private bool _isReadOtherwise;

    private EventDataWriter()
    {
    }

    /// <summary>
    /// Whether what this thread has encoded last is read as an equal value that code can tell from it all the same: a set in another order,
    /// a URI of another spelling, whatever a converter makes of its own results.
    /// </summary>
    internal static bool IsReadOtherwise => s_isReadOtherwise;

    /// <summary>Starts the data of an event, with a writer that is nobody else's until <see cref="End()"/>.</summary>
    /// <param name="topic">The event's topic, for messages.</param>
    /// <param name="context">What surrounds the event.</param>
    public static EventDataWriter Begin(string topic, in EventContext context) => Begin(topic, context.MaxDataSize);

    internal static EventDataWriter Begin(string topic, int maxSize)
    {
        EventDataWriter writer = s_cached ?? new EventDataWriter();
        s_cached = null;
        writer._topic = topic;
        writer._nameLength = 0;
        writer._dictionaries = 0;
        writer._isReadBack = false;
        writer._converted = null;
        writer._isKey = false;
        writer._isReadOtherwise = false;
        writer._isToBeRestored = false;
        writer._held = null;
        writer._objects = 0;
        writer._buffer[0] = (byte)'{';
        writer._length = 1;
        writer._depth = 1;
        writer._maxSize = maxSize;
        return writer;
    }

    /// <summary>Ends the data. The writer must not be used afterwards.</summary>
    public ReadOnlyMemory<byte> End()
    {
        Append('}');
        if (_length > _maxSize)
        {
            throw TooLarge();
        }

        s_isReadOtherwise = _isReadOtherwise;
        byte[] data = _buffer.AsSpan(0, _length).ToArray();
        if (_buffer.Length <= MaxCachedCapacity)
        {
            s_cached = this;
        }

        return data;
    }

    /// <summary>Ends the data of an event as the item to store it as. The writer must not be used afterwards.</summary>
    /// <param name="context">What surrounds the event.</param>
    public SequencedItem End(in EventContext context) =>
        new(context.Id, context.Position, _topic, End()) { Timestamp = context.Timestamp, Metadata = context.EncodedMetadata };

    /// <summary>Names the field or member whose value comes next.</summary>
    /// <param name="utf8">The name, escaped as JSON demands it.</param>
    public void Name(ReadOnlySpan<byte> utf8)
    {
        Separate();
        Span<byte> free = GetFree(utf8.Length + 3);
        free[0] = (byte)'"';
        utf8.CopyTo(free[1..]);
        free[utf8.Length + 1] = (byte)'"';
        free[utf8.Length + 2] = (byte)':';
        if (_depth == 1)
        {
            _nameStart = _length + 1;
            _nameLength = utf8.Length;
        }

        _length += utf8.Length + 3;
    }

    /// <summary>Names the member whose value comes next.</summary>
    /// <param name="name">The name as it is.</param>
    internal void Name(string name)
    {
        Separate();
        int start = _length;
        WriteText(name);
        (_nameStart, _nameLength) = (start + 1, _length - start - 2);
        Append(':');
    }

    /// <summary>Begins the object of a value, after making sure that it is nothing but what its type says.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    public void BeginObject<T>(T value)
    {
        if (!typeof(T).IsValueType)
        {
            RefuseNull(value);
            if (value.GetType() != typeof(T))
            {
                throw Refusal(
                    $"has a value of {value.GetType()}, which derives from {typeof(T)}",
                    $"Declare its kinds with [JsonDerivedType] on {typeof(T).Name}, or seal it.");
            }
        }

        BeginNested('{');
        _objects++;
    }

    /// <summary>Ends an object.</summary>
    public void EndObject()
    {
        EndNested('}');
        _objects--;
    }

    /// <summary>The exception for a value that is none of the kinds of its hierarchy.</summary>
    /// <param name="value">The value.</param>
    public Exception UnknownKind(object? value)
    {
        RefuseNull(value);
        return Refusal(
            $"has a value of {value.GetType()}, which is none of the kinds that are stored",
            "Name it with [JsonDerivedType], or derive it directly from what is closed.");
    }

    /// <summary>The exception for a union that has no value, or one that is of none of its cases.</summary>
    /// <param name="value">The value.</param>
    public Exception UnknownCase(object? value) => value is null
        ? Refusal("is a union without a value, as its default is", "Give it one of its cases.")
        : Refusal(
            $"is a union with a value of {value.GetType()}, which is none of its cases but derives from one",
            "Make it a case of its own, or seal the one that it derives from.");

    /// <summary>Writes null.</summary>
    public void WriteNull() => WriteLiteral("null"u8);

    /// <summary>Writes a truth value.</summary>
    /// <param name="value">The value.</param>
    public void WriteBoolean(bool value) => WriteLiteral(value ? "true"u8 : "false"u8);

    /// <summary>Writes a value through a converter of the user's, and makes sure that it reads what it writes.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="converter">The converter.</param>
    public void WriteConverted<T>(T value, EventFieldConverter<T> converter)
    {
        ArgumentNullException.ThrowIfNull(converter);
        WriteReadBack(value, new OfConverter<T>(converter), hasMembers: false);
    }

    private void WriteOnce<T>(T value, EventFieldConverter<T> converter)
    {
        RefuseNull((object?)value);
        if (_converted is not null && TryWriteAgain(value!, converter))
        {
            return;
        }

        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter json = new(
            buffer,
            new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = Math.Max(MaxDepth - _depth, 1) });
        try
        {
            converter.Write(json, value);
            json.Flush();
        }
        catch (Exception exception)
        {
            // Its message may quote the value.
            throw Refusal(
                $"is not written by {converter.GetType()}, which threw {exception.GetType()}",
                "Mend the converter, or give it a value that it can write.");
        }

        ReadOnlySpan<byte> written = buffer.WrittenSpan;
        if (_depth == MaxDepth && written is [(byte)'{' or (byte)'[', ..])
        {
            throw TooDeep();
        }

        if (json.CurrentDepth > 0 || !IsOneValue(written, out bool isNull))
        {
            throw Refusal($"is not written by {converter.GetType()} as one JSON value", "Mend the converter.");
        }

        if (isNull)
        {
            throw Refusal(
                $"is written by {converter.GetType()} as null, which stands for no value at all",
                "Let the converter write something else for it, or declare the field nullable and use null.");
        }

        if (_converted is not null && !_isWrittenAgain)
        {
            KeepConverted(value!, converter, written);
        }

        WriteRaw(written);
    }

    private void WriteRaw(ReadOnlySpan<byte> written)
    {
        Separate();
        RefuseOversize(written.Length);
        written.CopyTo(GetFree(written.Length));
        _length += written.Length;
    }

    /// <summary>Whether this is one JSON value that the reader takes: a converter may write it raw.</summary>
    private bool IsOneValue(ReadOnlySpan<byte> written, out bool isNull)
    {
        Utf8JsonReader json = new(written, new JsonReaderOptions { MaxDepth = Math.Max(MaxDepth - _depth, 1) });
        isNull = false;
        try
        {
            if (!json.Read())
            {
                return false;
            }

            isNull = json.TokenType == JsonTokenType.Null;
            json.Skip();
            return !json.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private string FieldName => Encoding.UTF8.GetString(_buffer, _nameStart, _nameLength);

    private void WriteLiteral(ReadOnlySpan<byte> literal)
    {
        Separate();
        literal.CopyTo(GetFree(literal.Length));
        _length += literal.Length;
    }

    /// <summary>Writes a comma after a value; what else can stand before a value or name, can't end a value.</summary>
    private void Separate()
    {
        if (_buffer[_length - 1] is not ((byte)'{' or (byte)'[' or (byte)':' or (byte)','))
        {
            Append(',');
        }
    }

    private void Append(char c)
    {
        GetFree(1)[0] = (byte)c;
        _length++;
    }

    /// <summary>What is free behind what is written: at least so many bytes.</summary>
    private Span<byte> GetFree(int size)
    {
        if (_buffer.Length - _length < size)
        {
            Grow(size);
        }

        return _buffer.AsSpan(_length);
    }

    private void Grow(int size)
    {
        if (_length > _maxSize)
        {
            throw TooLarge();
        }

        Array.Resize(ref _buffer, (int)Math.Min(Math.Max(_buffer.Length * 2L, (long)_length + size), Array.MaxLength));
    }

    /// <summary>Refuses a value that is too large, before memory is taken for it.</summary>
    /// <param name="size">The bytes that it takes at least.</param>
    private void RefuseOversize(int size)
    {
        if (size > _maxSize - _length)
        {
            throw TooLarge();
        }
    }

    private ArgumentException TooLarge() =>
        new(
            $"'{_topic}' can't be stored: its {(_nameLength == 0 ? "data" : $"field '{GetPlace()}'")} is beyond the {_maxSize} bytes that "
                + "an event's data may have. Store what is large elsewhere and refer to it, or raise the application's MaxDataSize.",
            FieldName);

    private void BeginNested(char begin)
    {
        if (_depth >= MaxDepth)
        {
            throw TooDeep();
        }

        Separate();
        Append(begin);
        _depth++;
    }

    private ArgumentException TooDeep() => Refusal($"is nested deeper than {MaxDepth} levels", "Store it flatter, or as several events.");

    private void EndNested(char end)
    {
        Append(end);
        _depth--;
    }

    private void RefuseNull([NotNull] object? value)
    {
        if (value is null)
        {
            throw new ArgumentNullException(
                FieldName,
                $"'{_topic}' can't be stored: its field '{GetPlace()}' is, or contains, a null that its type rules out. Give it a value, "
                    + "or declare it nullable.");
        }
    }

    /// <summary>The exception for a value that could not be read back.</summary>
    /// <param name="reason">What is wrong with the field, without its value.</param>
    /// <param name="advice">What to do about it.</param>
    private ArgumentException Refusal(string reason, string advice) =>
        new($"'{_topic}' can't be stored: its field '{GetPlace()}' {reason}. {advice}", FieldName);
}
