using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>Commands of an entity, and the state of it that they write.</summary>
internal static class UnrecordedState
{
    public static Task Reported(string members, params string[] states) => ReportedIn("Thing", members, states);

    public static Task ReportedIn(string entity, string members, params string[] states) =>
        ReportedStates(InEntity(members, entity), states);

    public static Task ReportedStates(string source, string[] states) => Rule.AreReported(source, [.. states.Select(Message)]);

    public static Task NotReported(string members) => Rule.IsNotReported(InEntity(members, "Thing"));

    public static string InEntity(string members, string entity) => $$"""
        #pragma warning disable CS0414, CS0169, CS0649, CS0219, CS8618
        [Entity]
        public partial class {{entity}}
        {
            [Event] public partial Thing();

        {{members}}
        }
        """;

    public static string Message(string state) =>
        $"'{state}' is changed without an event, so the change is lost on the next load; change it in a When method, or mark it [NotRecorded] if it is only a cache";
}
