using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace EsGen.Generators.Tests;

/// <summary>The fields of an object, those that are private and those of its bases included.</summary>
internal static class Memory
{
    /// <summary>An object with something in each of its fields, whatever its constructors do.</summary>
    public static object Make(Type type, Random random, IReadOnlyCollection<(string Level, string Field)> unused)
    {
        object made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (FieldInfo field in GetFields(type).Where(field => !unused.Contains((field.DeclaringType!.Name, field.Name))))
        {
            int number = random.Next(1, 1000);
            field.SetValue(made, field.FieldType switch
            {
                var t when t == typeof(int) => number,
                var t when t == typeof(string) => $"text {number}",
                var t when t == typeof(DateOnly) => DateOnly.FromDayNumber(number),
                _ => new List<int> { number, number + 1 },
            });
        }

        return made;
    }

    /// <summary>The fields in which two objects differ.</summary>
    public static IEnumerable<string> Compare(object? live, object? reloaded) => live is null || reloaded?.GetType() != live.GetType()
        ? [$"{live} and {reloaded}"]
        : from field in GetFields(live.GetType())
          let left = field.GetValue(live)
          let right = field.GetValue(reloaded)
          where !(left is IEnumerable a and not string && right is IEnumerable b ? a.Cast<object>().SequenceEqual(b.Cast<object>()) : Equals(left, right))
          select $"{field.DeclaringType!.Name}.{field.Name}: {left ?? "null"} live, {right ?? "null"} reloaded";

    private static IEnumerable<FieldInfo> GetFields(Type type)
    {
        for (Type? current = type; current is not null && current != typeof(object) && current != typeof(ValueType); current = current.BaseType)
        {
            foreach (FieldInfo field in current.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }
}
