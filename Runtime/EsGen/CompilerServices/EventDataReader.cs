using System.ComponentModel;
using System.Text;
using System.Text.Json;

namespace EsGen.CompilerServices;

/// <summary>Reads the data of one event, as <see cref="EventDataWriter"/> wrote it, without allocating anything but the values.</summary>
/// <remarks>
/// Whatever is not exactly what the declaration of the event asks for is a <see cref="MalformedEventException"/>, never a value that is
/// nearly right; only unknown members are skipped.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct EventDataReader
{
    private readonly SequencedItem _item;
    private Utf8JsonReader _json;
    private ReadOnlySpan<byte> _field;
    private bool _hasBegun;
    private bool _isOnValue;

    /// <summary>Creates a reader.</summary>
    /// <param name="item">The stored event.</param>
    public EventDataReader(scoped in SequencedItem item)
    {
        _item = item;
        _json = new Utf8JsonReader(item.Data.Span, new JsonReaderOptions { MaxDepth = EventDataWriter.MaxDepth });
    }

    /// <summary>Goes to the next member. Its value must be read or skipped before the next call.</summary>
    /// <returns>False if there is none; then the data ends there.</returns>
    public bool ReadName()
    {
        _field = default;
        if (!_hasBegun)
        {
            _hasBegun = true;
            if (Next() != JsonTokenType.StartObject)
            {
                throw Expected("a JSON object");
            }
        }

        if (Next() == JsonTokenType.PropertyName)
        {
            return true;
        }

        Advance();
        return false;
    }

    /// <summary>Whether the present member has this name.</summary>
    /// <param name="utf8">The name.</param>
    /// <param name="seen">Whether it occurred before; set to true if it has the name.</param>
    /// <exception cref="MalformedEventException">It occurs for the second time.</exception>
    public bool IsName(ReadOnlySpan<byte> utf8, scoped ref bool seen)
    {
        if (_json.ValueIsEscaped ? !IsEscapedName(utf8) : !_json.ValueSpan.SequenceEqual(utf8))
        {
            return false;
        }

        _field = utf8;
        if (seen)
        {
            throw new MalformedEventException(_item.SequenceId, _item.Position, _item.Topic, "the member only once", FieldName, _json.TokenStartIndex);
        }

        seen = true;
        return true;
    }

    /// <summary>Skips the value of an unknown member.</summary>
    public void Skip()
    {
        try
        {
            _json.Skip();
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
        where T : class => IsNull() ? null : read(ref this);

    /// <summary>Reads a value that may be null.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="read">Reads it if it isn't null.</param>
    public T? ReadNullableValue<T>(FieldReader<T> read)
        where T : struct => IsNull() ? null : read(ref this);

    /// <summary>Reads a truth value.</summary>
    public bool ReadBoolean() => Next() switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Expected("true or false"),
    };

    private readonly string? FieldName => _field.IsEmpty ? null : Encoding.UTF8.GetString(_field);

    private bool IsNull()
    {
        _isOnValue = Next() != JsonTokenType.Null;
        return !_isOnValue;
    }

    /// <summary>Goes to the next token, unless a list or a nullable value has done so to look at it.</summary>
    private JsonTokenType Next()
    {
        if (_isOnValue)
        {
            _isOnValue = false;
        }
        else
        {
            Advance();
        }

        return _json.TokenType;
    }

    private void Advance()
    {
        try
        {
            _json.Read();
        }
        catch (JsonException)
        {
            throw Broken();
        }
    }

    private readonly bool IsEscapedName(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return _json.ValueTextEquals(utf8);
        }
        catch (InvalidOperationException)
        {
            throw Expected("a name of valid Unicode");
        }
    }

    private readonly MalformedEventException Broken() =>
        new(_item.SequenceId, _item.Position, _item.Topic, $"one JSON object, well-formed and at most {EventDataWriter.MaxDepth} levels deep,", FieldName, _json.BytesConsumed);

    /// <summary>The exception for the present token.</summary>
    /// <param name="expected">What it should be. The payload's content must not get into it.</param>
    private readonly MalformedEventException Expected(string expected)
    {
        string found = _json.TokenType switch
        {
            JsonTokenType.StartObject => "object",
            JsonTokenType.StartArray => "array",
            JsonTokenType.PropertyName => "name",
            JsonTokenType.String => "string",
            JsonTokenType.Number => "number",
            JsonTokenType.True or JsonTokenType.False => "boolean",
            _ => "null",
        };
        return new(_item.SequenceId, _item.Position, _item.Topic, $"{expected}, not this {found},", FieldName, _json.TokenStartIndex);
    }
}
