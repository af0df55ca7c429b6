using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>What is generated for read models.</summary>
public sealed class ReadModelTests
{
    private static readonly CSharpCompilation s_before = Harness.Compile(ReadModelSamples.Appointment, ReadModelSamples.AgendaEntry, ReadModelSamples.Day);

    [Fact]
    public void By_entity_with_indexes_and_routes() => Snapshot.Match(
        Harness.RunClean(ReadModelSamples.Appointment, ReadModelSamples.AgendaEntry).Files.Where(static file => file.HintName.StartsWith("Clinic.AgendaEntry", StringComparison.Ordinal)));

    [Fact]
    public void By_keys_of_its_own() => Snapshot.Match(
        Harness.RunClean(ReadModelSamples.Appointment, ReadModelSamples.Day).Files.Where(static file => file.HintName.StartsWith("Clinic.Day", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(CompileCleanTests.Projects), MemberType = typeof(CompileCleanTests))]
    public void All_compiles_cleanly_in_every_kind_of_project(NullableContextOptions nullable, DocumentationMode documentation, LanguageVersion language)
    {
        string[] sources = [ReadModelSamples.Appointment, ReadModelSamples.AgendaEntry, ReadModelSamples.Day];
        Harness.RunClean(
            new CompilerSettings { Nullable = nullable, Documentation = documentation, Language = language },
            nullable is NullableContextOptions.Enable or NullableContextOptions.Annotations ? sources : [.. sources.Select(static source => source.Replace("<Guid>?", "<Guid>"))]);
    }

    [Fact]
    public void Nested_classes_and_classes_without_a_namespace_work() => Harness.RunClean("""
        [Aggregate] public partial class Thing { [Event] public partial Thing(string name); [Event] public partial string Name { get; set; } }
        public static partial class Outer
        {
            [ReadModel] internal partial class Inner { [Indexed] public string Name { get; private set; } = ""; private void On(Thing.Created e) => Name = e.Name; }
            [ReadModel] private partial class Hidden { public string Name { get; private set; } = ""; private void On(Thing.Created e) => Name = e.Name; }
        }
        [ReadModel] public partial class @event { [Indexed] public string @class { get; private set; } = ""; [Indexed] public int Limit { get; private set; } private void On(Thing.Created e) => (@class, Limit) = (e.Name, 1); }
        """);

    [Fact]
    public void Members_may_be_called_as_what_finders_have()
    {
        string finders = Harness.RunClean("""
            [Aggregate] public partial class Search { [Event] public partial Search(string query, int from, int limit); public string Query { get; private set; } public int From { get; private set; } public int Limit { get; private set; } }
            [ReadModel]
            [Index(nameof(Query), nameof(From))]
            [Index(nameof(FromKey), nameof(FromValue), nameof(_query), nameof(To))]
            public partial class Found
            {
                [Indexed] public string Query { get; private set; } = "";
                [Indexed] public int From { get; private set; }
                [Indexed] public int To { get; private set; }
                public int FromKey { get; private set; }
                public int FromValue { get; private set; }
                public string _query { get; private set; } = "";
                [Indexed] public int Limit { get; private set; }
                [Indexed] public int Models { get; private set; }
                [Indexed] public bool Descending { get; private set; }
                [Indexed] public Guid After { get; private set; }
                [Indexed] public int CancellationToken { get; private set; }
                private void On(Search.Created e) => (Query, From, Limit) = (e.Query, e.From, e.Limit);
            }
            """).Files.Single(static file => file.HintName == "Found.Finders.g.cs").Text;
        Assert.Contains("FindByFrom(this global::EsGen.ReadModels<global::Found> models, int fromValue, bool descending = false", finders, StringComparison.Ordinal);
        Assert.Contains("FindByQuery(this global::EsGen.ReadModels<global::Found> models, string query, bool descending = false", finders, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("using static Clinic.Appointment;", "Booked")]
    [InlineData("using Appt = Clinic.Appointment;", "Appt.Booked")]
    [InlineData("using Clinic;", "Appointment.Booked")]
    [InlineData("", "Clinic.Appointment.Booked")]
    [InlineData("", "global::Clinic.Appointment.Booked")]
    public void An_event_is_bound_by_its_name(string directive, string name) => Assert.Contains(
        "typeof(global::Clinic.Appointment.Booked)",
        Harness.RunClean(ReadModelSamples.Appointment, $$"""
            {{directive}}
            namespace Elsewhere { [ReadModel] public partial class View { public string Patient { get; private set; } = ""; private void On({{name}} e) => Patient = e.Patient; } }
            """).Files.Single(static file => file.HintName == "Elsewhere.View.ReadModel.g.cs").Text,
        StringComparison.Ordinal);

    [Fact]
    public void An_edit_elsewhere_generates_nothing_again()
    {
        Incrementality.AssertUnaffected(s_before, s_before.AddSyntaxTrees(Harness.Parse("class Unrelated { [Obsolete] void M() { } }", "New.cs")));
        Incrementality.AssertUnaffected(s_before, Edit("Source1.cs", static source => "// above\n" + source.Replace("Note(string text", "/* a comment */ Note(string   text")));
    }

    [Fact]
    public void An_edit_of_one_read_model_generates_no_other_again()
    {
        (_, GeneratorRunResult after) = Incrementality.Run(s_before, Edit("Source1.cs", static source => source.Replace("_notes.Add(text)", "_notes.Add(text.Trim())")));
        Assert.Equal(
            [("agenda", IncrementalStepRunReason.Modified), ("RoomUse", IncrementalStepRunReason.Cached), ("Day", IncrementalStepRunReason.Cached)],
            after.TrackedSteps[TrackingNames.ReadModels].SelectMany(static step => step.Outputs)
                .Select(static output => (((ReadModelModel)output.Value).Name, output.Reason))
                .OrderByDescending(static pair => pair.Name, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Patient) = (e.Practitioner, e.Start, e.Patient)", "Patient) = (e.Practitioner, e.Start, e.Patient.Trim())")]
    [InlineData("_notes.Add(text);", "_notes.Insert(0, text);")]
    [InlineData("public string Patient { get; private set; } = \"\";", "public string Patient { get; private set; } = \"?\";")]
    [InlineData("[Indexed] public decimal? Fee", "public decimal? Fee")]
    [InlineData("[IfExists] ", "")]
    [InlineData("[ReadModel(\"agenda\")]", "[ReadModel(\"agenda\", Version = 2)]")]
    [InlineData("Fee { get; private set; }", "Fee { get; private set; } public int Count { get; private set; }")]
    public void What_decides_the_documents_is_in_the_fingerprint(string before, string after) =>
        Assert.NotEqual(GetFingerprint(static source => source), GetFingerprint(source => source.Replace(before, after)));

    [Theory]
    [InlineData("public IReadOnlyList<string> Notes => _notes;", "public IReadOnlyList<string> Notes => _notes; public int Count => _notes.Count;")]
    [InlineData("private void On(Appointment.Moved e, EventContext context)", "// when it moves\n    private  void On ( Appointment.Moved e, EventContext context )")]
    [InlineData("namespace Clinic;", "using System.Text; namespace Clinic;")]
    [InlineData("/// <summary>A line of the agenda.</summary>", "/// <summary>One line of the agenda.</summary>")]
    public void What_doesn_t_is_not(string before, string after) =>
        Assert.Equal(GetFingerprint(static source => source), GetFingerprint(source => source.Replace(before, after)));

    private static string GetFingerprint(Func<string, string> edit)
    {
        string source = edit(ReadModelSamples.AgendaEntry);
        string text = Harness.Run(Harness.Compile(ReadModelSamples.Appointment, source)).Files.Single(static file => file.HintName == "Clinic.AgendaEntry.ReadModel.g.cs").Text;
        return System.Text.RegularExpressions.Regex.Match(text, "\"agenda\",\\s*\"([0-9a-f]{32})\"").Groups[1].Value is { Length: 32 } fingerprint
            ? fingerprint
            : throw new Xunit.Sdk.XunitException(text);
    }

    private static CSharpCompilation Edit(string path, Func<string, string> edit)
    {
        SyntaxTree tree = s_before.SyntaxTrees.Single(tree => tree.FilePath == path);
        return s_before.ReplaceSyntaxTree(tree, Harness.Parse(edit(tree.ToString()), path));
    }
}
