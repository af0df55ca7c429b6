using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>What an edit makes the generator do again: as little as possible, because it runs at every keystroke.</summary>
public sealed class IncrementalityTests
{
    private const string Stray = "public partial class Stray { [Event(\"A\")] public partial void A(); }";

    private static readonly CSharpCompilation s_before = Harness.Compile(Samples.Example, Samples.Account + Samples.Order.Replace("namespace Shop;", ""), Stray);

    [Fact]
    public void A_new_file_changes_nothing() =>
        Incrementality.AssertUnaffected(s_before, s_before.AddSyntaxTrees(Harness.Parse("class Unrelated { [Obsolete] void M() { } }", "New.cs")));

    [Fact]
    public void An_edit_above_and_below_in_the_same_file_changes_nothing() =>
        Incrementality.AssertUnaffected(s_before, Edit("Source1.cs", source => "// above\n\n" + source + "\n\nclass Below { }\n"));

    [Fact]
    public void An_edit_of_a_command_s_body_changes_nothing() =>
        Incrementality.AssertUnaffected(s_before, Edit("Source1.cs", static source => source
            .Replace("if (Balance + OverdraftLimit < amount)", "if (amount > Balance + OverdraftLimit)")));

    [Fact]
    public void An_edit_of_an_arm_s_body_generates_the_state_again_whose_fingerprint_it_changes_and_nothing_else()
    {
        (GeneratorRunResult before, GeneratorRunResult after) = Incrementality.Run(s_before, Edit("Source1.cs", static source => source.Replace("Balance += amount", "Balance = Balance + amount")));
        Assert.Single(Incrementality.GetOutputReasons(after), static reason => reason == IncrementalStepRunReason.Modified);
        Assert.Equal(
            ["Shop.Account.State.g.cs"],
            before.GeneratedSources.Zip(after.GeneratedSources).Where(static pair => !pair.First.SourceText.ContentEquals(pair.Second.SourceText)).Select(static pair => pair.First.HintName));
    }

    [Fact]
    public void An_edit_of_one_class_generates_no_other_again()
    {
        (_, GeneratorRunResult after) = Incrementality.Run(s_before, Edit("Source1.cs", static source => source.Replace("Deposit(decimal amount)", "Deposit(decimal amount, string? note)")));
        Assert.Equal(
            [("Account", IncrementalStepRunReason.Modified), ("Order", IncrementalStepRunReason.Cached)],
            Incrementality.GetReasons(after, TrackingNames.Aggregates));
        Assert.Equal(IncrementalStepRunReason.Cached, after.TrackedSteps[TrackingNames.HintNameCollisions].Single().Outputs.Single().Reason);

        // What is about its events, its state, and what the assembly says of all events.
        Assert.Equal(3, Incrementality.GetOutputReasons(after).Count(static reason => reason == IncrementalStepRunReason.Modified));
    }

    [Fact]
    public void A_class_that_lacks_a_body_is_reported_again_and_generates_nothing_again()
    {
        CSharpCompilation before = Harness.Compile(Samples.Example, "[Entity] public partial class Thing { [Event] public partial Thing(int size); }");
        (GeneratorRunResult first, GeneratorRunResult second) = Incrementality.Run(before, before.AddSyntaxTrees(Harness.Parse("class Unrelated;", "New.cs")));
        Assert.Equal("ESG027", Assert.Single(first.Diagnostics).Id);
        Assert.Equal("ESG027", Assert.Single(second.Diagnostics).Id);
        Assert.Single(Incrementality.GetOutputReasons(second), static reason => reason != IncrementalStepRunReason.Cached);
        Assert.All(GetReasonsOfModels(second), static reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));

        static IEnumerable<IncrementalStepRunReason> GetReasonsOfModels(GeneratorRunResult result) =>
            result.TrackedSteps[TrackingNames.Histories].SelectMany(static step => step.Outputs).Select(static output => output.Reason);
    }

    [Fact]
    public void A_class_that_is_gone_takes_only_its_own_files_along()
    {
        (GeneratorRunResult before, GeneratorRunResult after) = Incrementality.Run(s_before, Edit("Source1.cs", static source => source[source.IndexOf("/// <summary>How", StringComparison.Ordinal)..].Insert(0, "namespace Shop;\n")));
        Assert.Equal(6, before.GeneratedSources.Count(static source => source.HintName.StartsWith("Shop.Account.", StringComparison.Ordinal)));
        Assert.Equal(GetOthers(before), GetOthers(after));

        static IEnumerable<(string, string)> GetOthers(GeneratorRunResult result) => result.GeneratedSources
            .Where(static source => !source.HintName.StartsWith("Shop.Account.", StringComparison.Ordinal) && source.HintName != "EsGen.Catalog.g.cs")
            .Select(static source => (source.HintName, source.SourceText.ToString()));
    }

    [Fact]
    public void A_change_of_the_lock_generates_only_the_entities_again_that_it_is_about()
    {
        const string before = "entity Account\n event Withdrawn\n  version 1\n   amount: int\nentity Other\n event A\n  version 1";
        LockText text = new(before);
        GeneratorDriver driver = Harness.CreateDriver().AddAdditionalTexts([text]).RunGenerators(s_before);

        GeneratorDriver unrelated = driver.ReplaceAdditionalText(text, new LockText(before.Replace("event A", "event B"))).RunGenerators(s_before);
        Assert.All(Incrementality.GetOutputReasons(unrelated.GetRunResult().Results.Single()), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));

        GeneratorDriver same = driver.ReplaceAdditionalText(text, new LockText(before)).RunGenerators(s_before);
        Assert.Equal(IncrementalStepRunReason.Unchanged, same.GetRunResult().Results.Single().TrackedSteps[TrackingNames.Locks].Single().Outputs.Single().Reason);

        GeneratorDriver retired = driver.ReplaceAdditionalText(text, new LockText(before.Replace("Withdrawn", "Frozen retired"))).RunGenerators(s_before);
        Assert.Single(Incrementality.GetOutputReasons(retired.GetRunResult().Results.Single()), static reason => reason == IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void A_changed_option_generates_what_a_fresh_run_would()
    {
        CompilerSettings settings = new() { Language = LanguageVersion.CSharp13, Nullable = NullableContextOptions.Disable };
        CSharpCompilation compilation = Harness.Compile(settings, [.. s_before.SyntaxTrees.Skip(1).Select(static tree => tree.ToString())]);
        GeneratorDriver driver = Harness.CreateDriver().RunGenerators(s_before).WithUpdatedParseOptions(settings.ParseOptions).RunGenerators(compilation);
        Assert.Equal(
            Harness.CreateDriver(settings).RunGenerators(compilation).GetRunResult().Results.Single().GeneratedSources.Select(static source => source.SourceText.ToString()),
            driver.GetRunResult().Results.Single().GeneratedSources.Select(static source => source.SourceText.ToString()));
    }

    [Fact]
    public void A_changed_option_that_says_nothing_about_our_code_changes_nothing() =>
        Incrementality.AssertUnaffected(s_before, s_before.WithOptions(s_before.Options.WithOptimizationLevel(OptimizationLevel.Release)));

    private static CSharpCompilation Edit(string path, Func<string, string> edit)
    {
        SyntaxTree tree = s_before.SyntaxTrees.Single(tree => tree.FilePath == path);
        string edited = edit(tree.ToString());
        Assert.NotEqual(tree.ToString(), edited);
        return s_before.ReplaceSyntaxTree(tree, Harness.Parse(edited, path));
    }
}
