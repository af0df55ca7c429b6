using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>What is generated for policies.</summary>
public sealed class PolicyGeneratorTests
{
    private const string Guests = """
        namespace Clinic;

        /// <summary>Invites, and reminds.</summary>
        [Policy("inviting", FormerNames = ["asking", "calling"], StartsAt = PolicyStart.End, KeepsOrder = true)]
        public partial class Inviting(EventSourcedRepository<Guest> guests, Action<string> mail)
        {
            private Guest? On(Appointment.Booked e, EventContext context) => new(e.Patient);

            private IEnumerable<IEventSourced?> On(Appointment.Moved e) => [];

            private Task On(Appointment.Invited e, CancellationToken cancellationToken) => Task.CompletedTask;

            private async Task<Guest> On(Appointment.Noted e, EventContext context, CancellationToken cancellationToken) =>
                await guests.GetAsync(context.Id, cancellationToken);

            private void On(Appointment.Cancelled e, in EventContext context) => mail("cancelled");

            private ValueTask<List<Guest>> On(Guest.Created e) => new([]);

            private ValueTask On(Guest.NameChanged e, CancellationToken cancellationToken, EventContext context) => default;
        }
        """;

    private const string Other = """
        namespace Clinic;

        [Policy]
        public partial class Greeting
        {
            private Guest[] On(Appointment.Booked e) => [new(e.Patient)];
        }
        """;

    private static readonly CSharpCompilation s_before = Harness.Compile(ReadModelSamples.Appointment, Guests, Other);

    [Fact]
    public void The_assembly_says_the_names_of_policies_and_read_models()
    {
        string agenda = ReadModelSamples.Appointment + """
            [ReadModel("calendar", FormerNames = ["zeta", "agenda"])] public partial class Calendar { private void On(Appointment.Booked e) { } public string Patient { get; private set; } = ""; }
            """;
        GeneratedCode code = Harness.RunClean(agenda, Guests, Other);

        string[] declared = [.. code.Compilation.Assembly.GetAttributes().Where(static attribute => attribute.AttributeClass!.Name == "DeclaredEventsAttribute").Select(static attribute => (string)attribute.ConstructorArguments[0].Value!)];
        Assert.Equal(["policy Greeting", "policy inviting\n  former asking\n  former calling", "readmodel calendar\n  former zeta\n  former agenda"], declared.Where(static text => !text.StartsWith("entity", StringComparison.Ordinal)));
        Assert.Contains("FormerNames = [\"zeta\", \"agenda\"],", code.Files.Single(static file => file.HintName == "Clinic.Calendar.ReadModel.g.cs").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_form_of_return() => Snapshot.Match(
        Harness.RunClean(ReadModelSamples.Appointment, Guests).Files.Where(static file => file.HintName.StartsWith("Clinic.Inviting", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(CompileCleanTests.Projects), MemberType = typeof(CompileCleanTests))]
    public void All_compiles_cleanly_in_every_kind_of_project(NullableContextOptions nullable, DocumentationMode documentation, LanguageVersion language)
    {
        string[] sources = [ReadModelSamples.Appointment, Guests, Other];
        bool hasAnnotations = nullable is NullableContextOptions.Enable or NullableContextOptions.Annotations;
        Harness.RunClean(
            new CompilerSettings { Nullable = nullable, Documentation = documentation, Language = language },
            hasAnnotations
                ? sources
                : [.. sources.Select(static source => source.Replace("Guest?", "Guest", StringComparison.Ordinal).Replace("IEventSourced?", "IEventSourced", StringComparison.Ordinal))]);
    }

    [Fact]
    public void Nested_classes_obsolete_events_and_classes_without_a_namespace_work() => Harness.RunClean("""
        [Aggregate] public partial class Thing
        {
            [Event] public partial Thing(string name);
            [Event] public partial string Name { get; set; }
            [Obsolete("Old.", error: true)] [Event("Burnt")] public partial void Burn();
            private partial void WhenBurnt() { }
        }
        public static partial class Outer
        {
            [Policy] internal partial class Inner { private Thing On(Thing.Created e) => new(e.Name); }
            [Policy("hidden")] private partial class Hidden { private Thing? On(Thing.Created e) => null; }
        }
        public abstract class Base { protected int One => 1; }
        [Policy] public partial class @event : Base { private Thing? On(Thing.NameChanged e) => null; [Obsolete] private Thing? On(Thing.Burnt e) => null; }
        """);

    [Fact]
    public void An_edit_elsewhere_generates_nothing_again()
    {
        Incrementality.AssertUnaffected(s_before, s_before.AddSyntaxTrees(Harness.Parse("class Unrelated { [Obsolete] void M() { } }", "New.cs")));
        Incrementality.AssertUnaffected(s_before, Edit("Source1.cs", static source => "// above\n" + source.Replace("mail(\"cancelled\")", "mail(  \"called off\" )", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_edit_of_one_policy_generates_no_other_again()
    {
        (_, GeneratorRunResult after) = Incrementality.Run(s_before, Edit("Source1.cs", static source => source.Replace("KeepsOrder = true", "KeepsOrder = false", StringComparison.Ordinal)));
        Assert.Equal(
            [("inviting", IncrementalStepRunReason.Modified), ("Greeting", IncrementalStepRunReason.Cached)],
            after.TrackedSteps[TrackingNames.Policies].SelectMany(static step => step.Outputs)
                .Select(static output => (((PolicyModel)output.Value).Name, output.Reason))
                .OrderByDescending(static pair => pair.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_no_policy_gets_nothing() => Assert.DoesNotContain(
        Harness.Run(Harness.Compile(ReadModelSamples.Appointment, """
            namespace Clinic;

            [Policy] public abstract partial class Abstract { private Guest? On(Appointment.Booked e) => null; }
            [Policy] public partial class Generic<T> { private Guest? On(Appointment.Booked e) => null; }
            [Policy] public partial record class Recorded { private Guest? On(Appointment.Booked e) => null; }
            [Policy] public partial class Idle;
            """)).Files,
        static file => file.HintName.EndsWith("Policy.g.cs", StringComparison.Ordinal));

    private static CSharpCompilation Edit(string path, Func<string, string> edit)
    {
        SyntaxTree tree = s_before.SyntaxTrees.Single(tree => tree.FilePath == path);
        return s_before.ReplaceSyntaxTree(tree, Harness.Parse(edit(tree.ToString()), path));
    }
}
