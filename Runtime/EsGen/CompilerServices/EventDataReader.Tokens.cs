using System.Buffers;
using System.Text.Json;

namespace EsGen.CompilerServices;

/// <summary>Tokens: where one begins and ends.</summary>
public ref partial struct EventDataReader
{
    /// <summary>What can't stand in a string as it is, its end included.</summary>
    private static readonly SearchValues<byte> s_stringStops =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(static control => (byte)control), (byte)'"', (byte)'\\']);

    private void BeginNested(char begin, string expected)
    {
        SkipWhiteSpace();
        if (!TrySkip(begin))
        {
            throw _at < _data.Length ? Expected(expected) : Broken();
        }

        if (++_depth > EventDataWriter.MaxDepth)
        {
            throw Broken();
        }

        _isFirst = true;
    }

    /// <summary>Goes to the next element or member of the present array or object.</summary>
    /// <returns>False if there is none; then it is left.</returns>
    private bool MoveNext(char end)
    {
        SkipWhiteSpace();
        if (TrySkip(end))
        {
            _isFirst = false;
            _depth--;
            return _depth == 0 ? End() : false;
        }

        if (_isFirst)
        {
            _isFirst = false;
        }
        else if (TrySkip(','))
        {
            SkipWhiteSpace();
        }
        else
        {
            throw Broken();
        }

        return true;
    }

    private bool End()
    {
        SkipWhiteSpace();
        return _at < _data.Length ? throw Broken() : false;
    }

    private readonly bool IsAt(char token) => _at < _data.Length && _data[_at] == token;

    private bool TrySkip(char token)
    {
        _tokenStart = _at;
        if (!IsAt(token))
        {
            return false;
        }

        _at++;
        return true;
    }

    private void SkipWhiteSpace()
    {
        while (_at < _data.Length && _data[_at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
        {
            _at++;
        }
    }

    private bool TryReadLiteral(ReadOnlySpan<byte> literal)
    {
        SkipWhiteSpace();
        _tokenStart = _at;
        if (!_data[_at..].StartsWith(literal))
        {
            return false;
        }

        _at += literal.Length;
        return IsAtDelimiter() ? true : throw Broken();
    }

    /// <summary>The content of a string, with its escapes; empty with <see cref="_at"/> unmoved if there is no string.</summary>
    private bool TryReadString(out ReadOnlySpan<byte> content)
    {
        SkipWhiteSpace();
        _tokenStart = _at;
        if (!IsAt('"'))
        {
            content = default;
            return false;
        }

        content = ReadStringToken();
        return true;
    }

    private ReadOnlySpan<byte> ReadStringToken()
    {
        _tokenStart = _at;
        int start = ++_at;
        while (true)
        {
            int stop = _data[_at..].IndexOfAny(s_stringStops);
            if (stop < 0)
            {
                throw Broken();
            }

            _at += stop;
            switch (_data[_at])
            {
                case (byte)'"':
                    return _data[start.._at++];
                case (byte)'\\' when _at + 1 < _data.Length:
                    _at += 2;
                    break;
                default:
                    throw Broken();
            }
        }
    }

    /// <summary>A number as written: <c>-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?</c>.</summary>
    private bool TryReadNumber(out ReadOnlySpan<byte> number)
    {
        SkipWhiteSpace();
        _tokenStart = _at;
        if (!_isKey)
        {
            return TryReadDigits(out number);
        }

        number = default;
        return TrySkip('"') && TryReadDigits(out number) && TrySkip('"');
    }

    private bool TryReadDigits(out ReadOnlySpan<byte> number)
    {
        int start = _at;
        number = default;
        bool isNegative = IsAt('-');
        if (isNegative)
        {
            _at++;
        }

        int digits = SkipDigits();
        if (digits == 0)
        {
            return isNegative ? throw Broken() : false;
        }

        if (digits > 1 && _data[_at - digits] == '0')
        {
            throw Broken();
        }

        if (IsAt('.'))
        {
            _at++;
            if (SkipDigits() == 0)
            {
                throw Broken();
            }
        }

        if (IsAt('e') || IsAt('E'))
        {
            _at++;
            if (IsAt('+') || IsAt('-'))
            {
                _at++;
            }

            if (SkipDigits() == 0)
            {
                throw Broken();
            }
        }

        number = _data[start.._at];
        return IsAtDelimiter() ? true : throw Broken();
    }

    private int SkipDigits()
    {
        int start = _at;
        while (_at < _data.Length && char.IsAsciiDigit((char)_data[_at]))
        {
            _at++;
        }

        return _at - start;
    }

    private readonly bool IsAtDelimiter() =>
        _at == _data.Length
            || _data[_at] is (byte)',' or (byte)'}' or (byte)']' or (byte)'"' or (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';

    /// <summary>A reader of the present string alone, for what is rare: it knows escapes and checks them.</summary>
    private readonly Utf8JsonReader OpenString(string expected)
    {
        Utf8JsonReader json = new(_data[_tokenStart.._at]);
        try
        {
            json.Read();
            return json;
        }
        catch (JsonException)
        {
            throw Expected(expected);
        }
    }
}
