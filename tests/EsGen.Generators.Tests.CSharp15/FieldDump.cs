using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace EsGen.Generators.Tests;

/// <summary>All that a value holds, by its fields: what its own equality ignores, too.</summary>
public static class FieldDump
{
    public static string Of(object? value)
    {
        StringBuilder text = new();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                return;
            case decimal number:
                text.AppendJoin(',', decimal.GetBits(number));
                return;
            case double number:
                text.Append(CultureInfo.InvariantCulture, $"{BitConverter.DoubleToInt64Bits(number):x}d");
                return;
            case DateTimeOffset time:
                text.Append(time.ToString("o", CultureInfo.InvariantCulture));
                return;
            case IDictionary entries:
                // The order is no part of it.
                text.AppendJoin(';', entries.Keys.Cast<object>().Select(key => Of(key) + "=" + Of(entries[key])).Order(StringComparer.Ordinal));
                return;
            case string or Enum or IConvertible or Guid:
                text.Append(CultureInfo.InvariantCulture, $"{value.GetType().Name}:{value}");
                return;
            case IEnumerable elements:
                text.Append(value.GetType().Name).Append('[');
                foreach (object? element in elements)
                {
                    Append(text, element);
                    text.Append(';');
                }

                text.Append(']');
                return;
        }

        text.Append(value.GetType().Name).Append('{');
        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                text.Append(field.Name).Append('=');
                Append(text, field.GetValue(value));
                text.Append(';');
            }
        }

        text.Append('}');
    }
}
