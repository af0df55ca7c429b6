using System.IO.Enumeration;

namespace EsGen.Inspection;

/// <summary>What a topic tells.</summary>
internal static class Topics
{
    /// <summary>The entity that a topic begins with; the whole topic if it names none.</summary>
    public static string GetEntity(string topic) => TopicText.EntityOf(topic) ?? topic;

    /// <summary>Whether a topic is what was asked for: a topic, an entity's name, or a pattern with <c>*</c>.</summary>
    public static bool Matches(string topic, string pattern) => pattern.Contains('*', StringComparison.Ordinal)
        ? FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), topic, ignoreCase: false)
        : topic == pattern || GetEntity(topic) == pattern;
}
