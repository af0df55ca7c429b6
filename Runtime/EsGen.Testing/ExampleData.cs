using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EsGen.Schema;

namespace EsGen.Testing;

/// <summary>Makes data that a version of an event may have been stored with.</summary>
internal sealed class ExampleData
{
    // As deep as types that contain themselves are followed; from there on what can be left out is.
    private const int Deep = 3;
    private const int TooDeep = 30;

    private readonly LockedVersion _version;
    private readonly Utf8JsonWriter _writer;
    private readonly ExampleValues _examples;
    private readonly bool _isFull;
    private readonly int _variant;
    private int _depth;

    private ExampleData(LockedVersion version, ExampleValues examples, Utf8JsonWriter writer, bool isFull, int variant)
    {
        _version = version;
        _examples = examples;
        _writer = writer;
        _isFull = isFull;
        _variant = variant;
    }

    /// <summary>
    /// JSON with what is required only, then with everything, once for each member of the enums and each case of the unions.
    /// </summary>
    /// <exception cref="NotSupportedException">Only the user can make an example.</exception>
    public static IReadOnlyList<string> Make(LockedVersion version, ExampleValues examples)
    {
        int variants = version.Types.Select(static type => Math.Max(type.Members.Count, type.Cases.Count)).Append(1).Max();
        return [.. Enumerable.Range(-1, variants + 1)
            .Select(variant => Make(version, examples, isFull: variant >= 0, Math.Max(variant, 0)))
            .Distinct(StringComparer.Ordinal)];
    }

    private static string Make(LockedVersion version, ExampleValues examples, bool isFull, int variant)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            ExampleData data = new(version, examples, writer, isFull, variant);
            writer.WriteStartObject();
            data.WriteFields(version.Fields);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void WriteFields(IEnumerable<LockedField> fields)
    {
        foreach (LockedField field in fields)
        {
            if (!field.IsOptional || (_isFull && !IsTooMuch(field.Type)))
            {
                _writer.WritePropertyName(field.Name);
                Write(field.Type);
            }
        }
    }

    private void Write(LockedFieldType type)
    {
        if (type.IsNullable && (!_isFull || IsTooMuch(type)))
        {
            _writer.WriteNullValue();
        }
        else if (_examples.FindValue(type) is { } given)
        {
            _writer.WriteRawValue(given);
        }
        else if (TypeWords.IsCollection(type.Word))
        {
            WriteCollection(type);
        }
        else if (_version.FindType(type.Word) is { } own)
        {
            WriteOwn(own);
        }
        else if (GetValue(type) is var (text, isText))
        {
            if (isText)
            {
                _writer.WriteStringValue(text);
            }
            else
            {
                _writer.WriteRawValue(text);
            }
        }
    }

    private void WriteCollection(LockedFieldType type)
    {
        bool isEmpty = !_isFull || IsTooMuch(type);
        if (type.Word == "map")
        {
            _writer.WriteStartObject();
            if (!isEmpty)
            {
                _writer.WritePropertyName(GetKey(type.Arguments[0]));
                Write(type.Arguments[1]);
            }

            _writer.WriteEndObject();
        }
        else
        {
            _writer.WriteStartArray();
            if (!isEmpty)
            {
                Write(type.Arguments[0]);
            }

            _writer.WriteEndArray();
        }
    }

    private void WriteOwn(LockedType type)
    {
        if (type.Kind is LockedTypeKind.Enum or LockedTypeKind.Flags)
        {
            _writer.WriteStringValue(GetMember(type));
            return;
        }

        if (++_depth > TooDeep)
        {
            throw new NotSupportedException($"'{type.Name}' contains itself without an end");
        }

        _writer.WriteStartObject();
        if (type.Kind == LockedTypeKind.Union)
        {
            LockedCase @case = GetCase(type);
            if (@case.IsNumber)
            {
                _writer.WritePropertyName(type.Discriminator);
                _writer.WriteRawValue(@case.Name);
            }
            else
            {
                _writer.WriteString(type.Discriminator, @case.Name);
            }

            WriteFields(@case.Fields);
        }
        else
        {
            WriteFields(type.Fields);
        }

        _writer.WriteEndObject();
        _depth--;
    }

    private LockedCase GetCase(LockedType type)
    {
        if (type.Cases.Count == 0)
        {
            throw new NotSupportedException($"'{type.Name}' has no cases");
        }

        // The one with the least in it ends a union that contains itself.
        return _depth <= Deep
            ? type.Cases[_variant % type.Cases.Count]
            : type.Cases.MinBy(@case =>
                @case.Fields.Count(field =>
                    !field.IsOptional && !field.Type.IsNullable && _version.FindType(field.Type.Word) is not null))!;
    }

    private string GetMember(LockedType type) => type.Members.Count == 0
        ? throw new NotSupportedException($"'{type.Name}' has no members")
        : type.Members[_variant % type.Members.Count].Split(" = ")[0];

    private bool IsTooMuch(LockedFieldType type) =>
        _depth >= Deep
            && (_version.FindType(type.Word) is { Kind: LockedTypeKind.Object or LockedTypeKind.Union } || type.Arguments.Any(IsTooMuch));

    private string GetKey(LockedFieldType type) =>
        _examples.FindKey(type) ?? (_version.FindType(type.Word) is { } own ? GetMember(own) : GetValue(type).Text);

    private static (string Text, bool IsText) GetValue(LockedFieldType type) => type.Word switch
    {
        "string" => ("text", true),
        "char" => ("x", true),
        "bool" => ("true", false),
        "byte" or "sbyte" or "short" or "ushort" or "int" or "uint" or "long" or "ulong" or "Int128" or "UInt128" or "BigInteger" =>
            ("1", false),
        "Half" or "float" or "double" or "decimal" => ("1.5", false),
        "DateTime" => ("2026-01-02T03:04:05Z", true),
        "DateTimeOffset" => ("2026-01-02T03:04:05+01:00", true),
        "DateOnly" => ("2026-01-02", true),
        "TimeOnly" or "TimeSpan" => ("03:04:05", true),
        "Guid" => ("0190c0de-0000-7000-8000-000000000001", true),
        "Uri" => ("https://example.com/", true),
        "Version" => ("1.2.3", true),
        "bytes" => ("AQID", true),
        _ => throw new NotSupportedException($"what '{type}' is stored as is known to its converter only"),
    };
}
