namespace EsGen.Generators.Parsing;

/// <summary>A hash of what decides an entity's state: two builds with the same one come to the same state from the same events.</summary>
internal static class StateFingerprint
{
    /// <summary>To be raised when generated code comes to another state, or writes it otherwise.</summary>
    private const string Format = "1";

    /// <param name="version">The version that the user gives.</param>
    /// <param name="members">The state's members.</param>
    /// <param name="events">The events.</param>
    /// <param name="types">The types in both.</param>
    /// <param name="ignoredEvents">The retired events that are passed by.</param>
    /// <param name="code">What arms, upcasts and initializers reach.</param>
    public static string Of(
        int version,
        IEnumerable<StateMemberModel> members,
        IEnumerable<EventModel> events,
        IEnumerable<PayloadTypeModel> types,
        IEnumerable<string> ignoredEvents,
        IEnumerable<string> code)
    {
        ShapeText text = new();
        text.Line(Format);
        text.Line($"{version}");
        foreach (StateMemberModel member in members.OrderBy(static member => member.Field.JsonName, StringComparer.Ordinal))
        {
            text.Add(member.Field);
        }

        text.Add(events);
        text.Add(types);
        text.Line(string.Join(" ", ignoredEvents.OrderBy(static name => name, StringComparer.Ordinal)));
        text.Line(string.Join("\n", code));
        return Fingerprint.Of(text.ToString());
    }
}
