using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using EsGen.CompilerServices;

namespace EsGen.Testing;

/// <summary>
/// The state of an instance as text, member by member: what its codec writes, or where it has none what reflection finds in its fields.
/// </summary>
internal sealed class StateText
{
    private const int MaxDepth = 8;

    private readonly List<(string Name, string Value)> _members;
    private readonly bool _isReflected;

    private StateText(List<(string Name, string Value)> members, bool isReflected)
    {
        _members = members;
        _isReflected = isReflected;
    }

    public static StateText Of<T>(T entity)
        where T : class, IEventSourced<T>
    {
        if (T.Description.State is { HasCodec: true })
        {
            try
            {
                using JsonDocument state = JsonDocument.Parse(T.Description.GetState(entity), new JsonDocumentOptions { MaxDepth = 200 });
                return new StateText(
                    [.. state.RootElement.EnumerateObject().Select(static member => (member.Name, member.Value.GetRawText()))],
                    isReflected: false);
            }
            catch (ArgumentException)
            {
                // A value that can't be stored, such as NaN: the fields have it all the same.
            }
        }

        return new StateText(
            [.. GetFields(entity).Select(field => (field.Name, Describe(field.Value, 0))), .. GetCommon(entity.Recorder)],
            isReflected: true);
    }

    /// <summary>The first member in which two states differ, in words; null if there is none.</summary>
    public static string? FindDifference(StateText left, string leftName, StateText right, string rightName)
    {
        foreach ((string name, string value) in left._members)
        {
            string other = right._members.Find(member => member.Name == name).Value ?? "missing";
            if (other != value)
            {
                string note = left._isReflected
                    ? " (It has state that can't be stored, so that its fields were compared by reflection, and no snapshot was tried.)"
                    : "";
                return $"'{name}' is {Shorten(value)} {leftName} and {Shorten(other)} {rightName}.{note}";
            }
        }

        return null;
    }

    private static string Shorten(string value) => value.Length <= 300 ? value : value[..300] + "…";

    private static IEnumerable<(string Name, string Value)> GetCommon(EventRecorder recorder) =>
    [
        ("Version", recorder.Version.ToString(CultureInfo.InvariantCulture)),
        ("CreatedOn", recorder.CreatedOn.ToString("O", CultureInfo.InvariantCulture)),
        ("LastModified", recorder.LastModified.ToString("O", CultureInfo.InvariantCulture)),
        ("IsDiscarded", recorder.IsDiscarded.ToString()),
    ];

    private static IEnumerable<(string Name, object? Value)> GetFields(object instance)
    {
        for (Type? type = instance.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            const BindingFlags Declared =
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            foreach (FieldInfo field in type.GetFields(Declared))
            {
                string name = field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
                if (field.FieldType != typeof(EventRecorder)
                    && !field.IsDefined(typeof(NotRecordedAttribute))
                    && type.GetProperty(name, Declared)?.IsDefined(typeof(NotRecordedAttribute)) is not true)
                {
                    yield return (name, field.GetValue(instance));
                }
            }
        }
    }

    private static string Describe(object? value, int depth) => value switch
    {
        null => "null",
        string text => JsonSerializer.Serialize(text),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        bool or char or Uri or Version => value.ToString()!,
        Delegate d => $"delegate {d.Method}",
        IDictionary dictionary => $"{{{string.Join(", ", DescribeEntries(dictionary, depth + 1).Order(StringComparer.Ordinal))}}}",
        IEnumerable elements => $"[{string.Join(", ", elements.Cast<object?>().Select(element => Describe(element, depth + 1)))}]",
        _ when depth >= MaxDepth
            || value.GetType().Namespace?.StartsWith("System", StringComparison.Ordinal) == true && !value.GetType().IsValueType =>
                value.GetType().Name,
        _ =>
            $"{value.GetType().Name} "
                + $"{{ {string.Join(", ", GetFields(value).Select(field => $"{field.Name} = {Describe(field.Value, depth + 1)}"))} }}",
    };

    private static IEnumerable<string> DescribeEntries(IDictionary dictionary, int depth) =>
        dictionary.Keys.Cast<object>().Select(key => $"{Describe(key, depth)}: {Describe(dictionary[key], depth)}");
}
