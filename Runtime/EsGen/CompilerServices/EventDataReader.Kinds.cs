using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace EsGen.CompilerServices;

/// <summary>Closed hierarchies: which kind an object is.</summary>
public ref partial struct EventDataReader
{
    /// <summary>Looks in the object that comes next for the member that says which kind it is, without reading the object.</summary>
    /// <param name="name">The member's name.</param>
    public void FindKind(ReadOnlySpan<byte> name)
    {
        SkipWhiteSpace();
        int start = _at;
        int depth = _depth;
        bool isFirst = _isFirst;
        bool isFound = false;
        BeginObject();
        while (!isFound && ReadName())
        {
            isFound = IsName(name);
            SkipWhiteSpace();
            _kindStart = _at;
            Skip();
        }

        if (!isFound)
        {
            throw Malformed($"a member '{Encoding.UTF8.GetString(name)}' that says of which kind the object is", start);
        }

        _kind = _data[_kindStart.._at];
        (_at, _depth, _isFirst, _state) = (start, depth, isFirst, MemberState.Between);
    }

    /// <summary>Whether the kind that was found is this one.</summary>
    /// <param name="kind">The kind.</param>
    public readonly bool IsKind(ReadOnlySpan<byte> kind)
    {
        if (_kind[0] != '"')
        {
            return false;
        }

        ReadOnlySpan<byte> text = _kind[1..^1];
        if (!text.Contains((byte)'\\'))
        {
            return text.SequenceEqual(kind);
        }

        Utf8JsonReader json = new(_kind);
        try
        {
            return json.Read() && json.ValueTextEquals(kind);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Whether the kind that was found is this one.</summary>
    /// <param name="kind">The kind.</param>
    public readonly bool IsKind(int kind) =>
        Utf8Parser.TryParse(_kind, out int found, out int length) && length == _kind.Length && found == kind;

    /// <summary>The exception for a kind that is none of those that the build knows.</summary>
    public readonly MalformedEventException UnknownKind() => Malformed("one of the kinds that the build knows", _kindStart);

    /// <summary>The exception for a case that is none of those that the build knows of a union.</summary>
    public readonly MalformedEventException UnknownCase() => Malformed("one of the cases of its union", _kindStart);
}
