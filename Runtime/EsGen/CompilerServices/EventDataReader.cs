using System.ComponentModel;
using System.Text;
using System.Text.Json;

namespace EsGen.CompilerServices;

/// <summary>Reads the data of one event, as <see cref="EventDataWriter"/> wrote it, without allocating anything but the values.</summary>
/// <remarks>
/// Whatever is not exactly what the declaration of the event asks for is a <see cref="MalformedEventException"/>, never a value that is
/// nearly right; only unknown members are skipped. What the writer writes is read by hand; whatever else JSON allows, escapes above all,
/// is left to <see cref="Utf8JsonReader"/>.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct EventDataReader
{
    private readonly ref readonly SequencedItem _item;
    private readonly ReadOnlySpan<byte> _data;
    private int _at;
    private int _tokenStart;
    private int _depth;
    private bool _isFirst;
    private bool _isKey;
    private ReadOnlySpan<byte> _name;
    private ReadOnlySpan<byte> _field;
    private ReadOnlySpan<byte> _kind;
    private int _kindStart;

    /// <summary>Creates a reader, which stands before the first member.</summary>
    /// <param name="item">The stored event.</param>
    public EventDataReader(in SequencedItem item)
    {
        _item = ref item;
        _data = item.Data.Span;
        BeginObject();
    }

    /// <summary>Goes into the object that comes next.</summary>
    public void BeginObject() => BeginNested('{', "a JSON object");

    /// <summary>Goes to the next member. Its value must be read or skipped before the next call.</summary>
    /// <returns>False if there is none; then the object ends there, and the data if it is the outermost one.</returns>
    public bool ReadName()
    {
        if (_depth == 1)
        {
            _field = default;
        }

        if (!MoveNext('}'))
        {
            return false;
        }

        if (!IsAt('"'))
        {
            throw Broken();
        }

        _name = ReadStringToken();
        int nameStart = _tokenStart;
        SkipWhiteSpace();
        if (!TrySkip(':'))
        {
            throw Broken();
        }

        _tokenStart = nameStart;
        return true;
    }

    /// <summary>Whether the present member has this name.</summary>
    /// <param name="utf8">The name.</param>
    /// <param name="seen">Whether it occurred before; set to true if it has the name.</param>
    /// <exception cref="MalformedEventException">It occurs for the second time.</exception>
    public bool IsName(ReadOnlySpan<byte> utf8, scoped ref bool seen)
    {
        if (!_name.SequenceEqual(utf8) && !(_name.Contains((byte)'\\') && IsEscapedName(utf8)))
        {
            return false;
        }

        if (_depth == 1)
        {
            _field = utf8;
        }

        if (seen)
        {
            throw Malformed(_depth == 1 ? "the member only once" : $"the member '{Encoding.UTF8.GetString(utf8)}' only once", _tokenStart);
        }

        seen = true;
        return true;
    }

    /// <summary>Skips the value of an unknown member.</summary>
    public void Skip()
    {
        // Its encoding isn't looked at: nobody reads it.
        SkipWhiteSpace();
        int levels = EventDataWriter.MaxDepth - _depth;
        if (levels == 0 && (IsAt('{') || IsAt('[')))
        {
            throw Broken();
        }

        Utf8JsonReader json = new(_data[_at..], new JsonReaderOptions { MaxDepth = Math.Max(levels, 1) });
        try
        {
            if (!json.Read())
            {
                throw Broken();
            }

            json.Skip();
            _at += (int)json.BytesConsumed;
        }
        catch (JsonException)
        {
            throw Broken();
        }
    }

    /// <summary>The exception for a member that is missing and has no default.</summary>
    /// <param name="name">The name.</param>
    public readonly MalformedEventException Missing(string name) => _depth == 0
        ? new(_item.SequenceId, _item.Position, _item.Topic, "a value, because it has no default,", name)
        : Malformed($"a value for the member '{name}', because it has no default,", _at);

    /// <summary>The exception for values that a type's constructor doesn't take.</summary>
    /// <param name="exception">What it threw. It may quote the values, so nothing of it but its type gets out.</param>
    /// <param name="type">The type.</param>
    public readonly MalformedEventException Refused(Exception exception, Type type)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Malformed($"values that the constructor of {type} takes, which threw {exception.GetType()},", _at);
    }

    /// <summary>Reads null if it comes next.</summary>
    /// <returns>False if another value comes next.</returns>
    public bool ReadNull() => TryReadLiteral("null"u8);

    /// <summary>Reads a value through a converter of the user's.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="converter">The converter.</param>
    public T ReadConverted<T>(EventFieldConverter<T> converter)
    {
        ArgumentNullException.ThrowIfNull(converter);
        SkipWhiteSpace();
        int start = _at;
        Skip();
        ReadOnlySpan<byte> value = _data[start.._at];
        Utf8JsonReader json = new(value, new JsonReaderOptions { MaxDepth = EventDataWriter.MaxDepth });
        try
        {
            json.Read();
            if (converter.Read(ref json) is { } converted && json.BytesConsumed == value.Length && json.CurrentDepth == 0)
            {
                return converted;
            }
        }
        catch (Exception)
        {
            // It may quote the value.
        }

        throw Malformed($"a value that {converter.GetType()} reads as a whole", start);
    }

    /// <summary>Reads a truth value.</summary>
    public bool ReadBoolean()
    {
        if (TryReadLiteral("true"u8))
        {
            return true;
        }

        return TryReadLiteral("false"u8) ? false : throw Expected("true or false");
    }

    private readonly string? FieldName => _field.IsEmpty ? null : Encoding.UTF8.GetString(_field);

    private readonly bool IsEscapedName(ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader json = new(_data[_tokenStart..]);
        try
        {
            return json.Read() && json.ValueTextEquals(utf8);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Expected("a name of valid Unicode");
        }
    }

    private readonly MalformedEventException Malformed(string expected, int at) => new(_item.SequenceId, _item.Position, _item.Topic, expected, FieldName, at);

    private readonly MalformedEventException Broken() => Malformed($"one JSON object, well-formed and at most {EventDataWriter.MaxDepth} levels deep,", _at);

    /// <summary>The exception for the present value.</summary>
    /// <param name="expected">What it should be. The payload's content must not get into it.</param>
    private readonly MalformedEventException Expected(string expected)
    {
        string? found = (_tokenStart < _data.Length ? (char)_data[_tokenStart] : '\0') switch
        {
            '{' => "object",
            '[' => "array",
            '"' => "string",
            '-' or (>= '0' and <= '9') => "number",
            't' or 'f' => "boolean",
            'n' => "null",
            _ => null,
        };
        return found is null
            ? Broken()
            : Malformed($"{expected}, not this {found},", _tokenStart);
    }
}
