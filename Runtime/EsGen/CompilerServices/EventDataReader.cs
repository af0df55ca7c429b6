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
    private ReadOnlySpan<byte> _name;
    private ReadOnlySpan<byte> _field;
    private bool _hasBegun;

    /// <summary>Creates a reader.</summary>
    /// <param name="item">The stored event.</param>
    public EventDataReader(in SequencedItem item)
    {
        _item = ref item;
        _data = item.Data.Span;
    }

    /// <summary>Goes to the next member. Its value must be read or skipped before the next call.</summary>
    /// <returns>False if there is none; then the data ends there.</returns>
    public bool ReadName()
    {
        _field = default;
        SkipWhiteSpace();
        if (!_hasBegun)
        {
            _hasBegun = true;
            if (!TrySkip('{'))
            {
                throw _at < _data.Length ? Expected("a JSON object") : Broken();
            }

            SkipWhiteSpace();
            if (TrySkip('}'))
            {
                return End();
            }
        }
        else if (TrySkip('}'))
        {
            return End();
        }
        else if (TrySkip(','))
        {
            SkipWhiteSpace();
        }
        else
        {
            throw Broken();
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

        _field = utf8;
        if (seen)
        {
            throw new MalformedEventException(_item.SequenceId, _item.Position, _item.Topic, "the member only once", FieldName, _tokenStart);
        }

        seen = true;
        return true;
    }

    /// <summary>Skips the value of an unknown member.</summary>
    public void Skip()
    {
        // Its encoding isn't looked at: nobody reads it.
        Utf8JsonReader json = new(_data[_at..], new JsonReaderOptions { MaxDepth = EventDataWriter.MaxDepth - 1 });
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
    public readonly MalformedEventException Missing(string name) =>
        new(_item.SequenceId, _item.Position, _item.Topic, "a value, because it has no default,", name);

    /// <summary>Reads a value that may be null.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="read">Reads it if it isn't null.</param>
    public T? ReadNullable<T>(FieldReader<T> read)
        where T : class => TryReadLiteral("null"u8) ? null : read(ref this);

    /// <summary>Reads a value that may be null.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="read">Reads it if it isn't null.</param>
    public T? ReadNullableValue<T>(FieldReader<T> read)
        where T : struct => TryReadLiteral("null"u8) ? null : read(ref this);

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

    private bool End()
    {
        SkipWhiteSpace();
        return _at < _data.Length ? throw Broken() : false;
    }

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

    private readonly MalformedEventException Broken() =>
        new(_item.SequenceId, _item.Position, _item.Topic, $"one JSON object, well-formed and at most {EventDataWriter.MaxDepth} levels deep,", FieldName, _at);

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
            : new(_item.SequenceId, _item.Position, _item.Topic, $"{expected}, not this {found},", FieldName, _tokenStart);
    }
}
