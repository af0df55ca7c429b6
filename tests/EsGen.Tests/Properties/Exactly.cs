using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace EsGen.Tests.Properties;

/// <summary>All that code can see of a value, as text: also what its equality ignores, and the order in which a collection gives its elements.</summary>
internal static class Exactly
{
    public static string Describe(object? value)
    {
        StringBuilder text = new();
        Describe(text, value);
        return text.ToString();
    }

    private static void Describe(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string or bool or char or Guid or Enum:
                text.Append(CultureInfo.InvariantCulture, $"'{value}'");
                break;
            case Uri uri:
                text.Append(CultureInfo.InvariantCulture, $"{uri.OriginalString} {uri.IsAbsoluteUri} {(uri.IsAbsoluteUri ? uri.AbsoluteUri : "")} {uri}");
                break;
            case decimal number:
                text.AppendJoin(' ', decimal.GetBits(number));
                break;
            case DateTime time:
                text.Append(CultureInfo.InvariantCulture, $"{time.Ticks} {time.Kind}");
                break;
            case ReadOnlyMemory<byte> bytes:
                text.Append(Convert.ToHexString(bytes.Span));
                break;
            case IFormattable formattable when value.GetType().IsValueType && value.GetType().Namespace is "System" or "System.Numerics":
                text.Append(formattable.ToString(value is DateTimeOffset or DateOnly or TimeOnly ? "O" : null, CultureInfo.InvariantCulture));
                break;
            case IEnumerable when value.GetType() is { IsValueType: true } type && value.Equals(Activator.CreateInstance(type)):
                text.Append("default"); // An immutable array that isn't even empty.
                break;
            case IEnumerable elements:
                text.Append(value.GetType().Name).Append('[');
                foreach (object? element in elements)
                {
                    Describe(text, element);
                    text.Append(", ");
                }

                text.Append(']');
                break;
            default:
                DescribeMembers(text, value);
                break;
        }
    }

    private static void DescribeMembers(StringBuilder text, object value)
    {
        text.Append(value.GetType().Name).Append('{');
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(All | BindingFlags.DeclaredOnly))
            {
                text.Append(field.Name).Append('=');
                Describe(text, field.GetValue(value));
                text.Append(';');
            }
        }

        text.Append('}');
    }
}
