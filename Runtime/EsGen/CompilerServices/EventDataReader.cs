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
    private bool _isEscapedName;
    private MemberState _state;
    private ReadOnlySpan<byte> _name;
    private ReadOnlySpan<byte> _field;
    private ReadOnlySpan<byte> _kind;
    private int _kindStart;
    private readonly bool _isState;

    /// <summary>Creates a reader, which stands before the first member.</summary>
    /// <param name="item">The stored event.</param>
    public EventDataReader(in SequencedItem item)
    {
        _item = ref item;
        _data = item.Data.Span;
        BeginObject();
    }

    /// <summary>Creates a reader of an entity's state, which stands before the first member.</summary>
    /// <param name="item">The state in place of an event's data.</param>
    /// <param name="isState">True.</param>
    internal EventDataReader(in SequencedItem item, bool isState)
        : this(item) =>
        _isState = isState;

    /// <summary>Creates a reader of one value in the data of an event that is being written.</summary>
    /// <param name="item">What is known of the event, for messages.</param>
    /// <param name="value">The value.</param>
    /// <param name="depth">How many levels it is in.</param>
    /// <param name="isKey">Whether it is a dictionary's key.</param>
    /// <param name="isState">Whether it is part of an entity's state.</param>
    internal EventDataReader(in SequencedItem item, ReadOnlySpan<byte> value, int depth, bool isKey, bool isState)
    {
        _isState = isState;
        _item = ref item;
        _data = value;
        _depth = depth;
        _isKey = isKey;
    }

    /// <summary>Goes into the object that comes next.</summary>
    public void BeginObject() => BeginNested('{', "a JSON object");

    /// <summary>
    /// Whether the next member, or the present one if no value of it was read, has this name. If so, its value comes next.
    /// </summary>
    /// <param name="utf8">The name.</param>
    /// <param name="seen">Whether it occurred before; set to true if it has the name.</param>
    /// <exception cref="MalformedEventException">It occurs for the second time.</exception>
    public bool IsMember(ReadOnlySpan<byte> utf8, scoped ref bool seen)
    {
        if (!(_state == MemberState.Between
            ? IsWrittenMember(utf8) || (ReadName() && IsName(utf8))
            : _state != MemberState.Ended && IsName(utf8)))
        {
            return false;
        }

        _state = MemberState.Between;
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

    /// <summary>
    /// Whether there is more to look at in the object, after all known members were looked for. A member that is none of them is skipped,
    /// once all of them were looked for since it was met. Without more, the object is left; and it is the data's end if it was the
    /// outermost one.
    /// </summary>
    public bool MoreMembers()
    {
        switch (_state)
        {
            case MemberState.Between:
                if (!ReadName())
                {
                    goto case MemberState.Ended;
                }

                _state = MemberState.Unknown;
                return true;
            case MemberState.Named:
                _state = MemberState.Unknown;
                return true;
            case MemberState.Unknown:
                Skip();
                _state = MemberState.Between;
                return true;
            case MemberState.Ended:
            default:
                _state = MemberState.Between;
                return false;
        }
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
        bool isNull = ReadNull();
        if (!isNull)
        {
            Skip();
        }

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

        // Before it was refused, a converter could write null, for a struct without content for example: that must not make the history
        // unreadable.
        return isNull && default(T) is { } nothing
            ? nothing
            : throw Malformed($"a value that {converter.GetType()} reads as a whole", start);
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

    /// <summary>Whether the next member is this one, written as the writer writes it: the name is compared where it stands.</summary>
    private bool IsWrittenMember(ReadOnlySpan<byte> utf8)
    {
        ReadOnlySpan<byte> data = _data;
        int at = _at;
        if (!_isFirst)
        {
            if ((uint)at >= (uint)data.Length || data[at] != ',')
            {
                return false;
            }

            at++;
        }

        if (data.Length - at < utf8.Length + 3)
        {
            return false;
        }

        data = data.Slice(at, utf8.Length + 3);
        if (data[0] != '"' || data[^1] != ':' || data[^2] != '"' || !data[1..^2].SequenceEqual(utf8))
        {
            return false;
        }

        _tokenStart = at;
        _at = at + data.Length;
        _isFirst = false;
        return true;
    }

    /// <summary>Goes to the next member.</summary>
    /// <returns>False if there is none; then the object is left.</returns>
    private bool ReadName()
    {
        if (_depth == 1)
        {
            _field = default;
        }

        if (!MoveNext('}'))
        {
            _state = MemberState.Ended;
            return false;
        }

        if (!IsAt('"'))
        {
            throw Broken();
        }

        _name = ReadStringToken();
        _isEscapedName = _name.Contains((byte)'\\');
        int nameStart = _tokenStart;
        SkipWhiteSpace();
        if (!TrySkip(':'))
        {
            throw Broken();
        }

        _tokenStart = nameStart;
        _state = MemberState.Named;
        return true;
    }

    private readonly bool IsName(ReadOnlySpan<byte> utf8) => _isEscapedName ? IsEscapedName(utf8) : _name.SequenceEqual(utf8);

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

    private readonly MalformedEventException Malformed(string expected, int at) =>
        new(_item.SequenceId, _item.Position, _item.Topic, expected, FieldName, at);

    private readonly MalformedEventException Broken() =>
        Malformed($"one JSON object, well-formed and at most {EventDataWriter.MaxDepth} levels deep,", _at);

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

    /// <summary>Where the reader is in an object.</summary>
    private enum MemberState
    {
        /// <summary>Before a member or the end.</summary>
        Between,

        /// <summary>After a name that was met while the known ones were looked for.</summary>
        Named,

        /// <summary>After a name that all known ones are being looked for.</summary>
        Unknown,

        /// <summary>After the end.</summary>
        Ended,
    }
}
