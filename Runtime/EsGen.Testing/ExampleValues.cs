using System.Text.Json;
using EsGen.Schema;

namespace EsGen.Testing;

/// <summary>The user's examples: data by topic, which has a dot, and values by the name of a type.</summary>
internal sealed class ExampleValues(IReadOnlyDictionary<string, string> examples)
{
    public string? FindData(string topic) => examples.GetValueOrDefault(topic);

    /// <summary>The JSON to take for values of a type; null where the user gave none.</summary>
    public string? FindValue(LockedFieldType type) =>
        GetNames(type).Select(name => examples.GetValueOrDefault(name)).FirstOrDefault(static json => json is not null);

    /// <summary>A value as the name of a member.</summary>
    public string? FindKey(LockedFieldType type)
    {
        if (FindValue(type) is not { } json)
        {
            return null;
        }

        using JsonDocument value = JsonDocument.Parse(json);
        return value.RootElement.ToString();
    }

    /// <summary>What is said about examples that are for nothing in the lock.</summary>
    public IEnumerable<string> FindUnused(EventLock content)
    {
        HashSet<string> known = [];
        foreach (LockedEntity entity in content.Entities)
        {
            foreach (LockedEvent e in entity.Events)
            {
                known.UnionWith(e.Versions.Select(version => GetTopic(entity.Name, e.Name, version.Number)));
                known.UnionWith(e.Versions.SelectMany(GetFields).SelectMany(static field => GetAll(field.Type)).SelectMany(GetNames));
            }
        }

        return examples.Keys.Where(key => !known.Contains(key)).Select(static key => key.Contains('.', StringComparison.Ordinal)
            ? $"There is an example for '{key}', but nothing of this topic in the lock."
            : $"There is an example for '{key}', but no field of this type in the lock.");
    }

    public static string GetTopic(string entityName, string eventName, int version) =>
        $"{entityName}.{eventName}{(version > 1 ? $"@{version}" : "")}";

    private static IEnumerable<LockedField> GetFields(LockedVersion version) => version.Fields
        .Concat(version.Types.SelectMany(static type => type.Fields.Concat(type.Cases.SelectMany(static kind => kind.Fields))));

    private static IEnumerable<LockedFieldType> GetAll(LockedFieldType type) => type.Arguments.SelectMany(GetAll).Prepend(type);

    // A converter is an argument of its word.
    private static IEnumerable<string> GetNames(LockedFieldType type) => type.Word == TypeWords.Converted
        ? type.Arguments.Select(static converter => converter.Word)
        : [(type with { IsNullable = false }).ToString()];
}
