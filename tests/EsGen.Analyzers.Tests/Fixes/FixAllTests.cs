using System.Collections.Immutable;
using EsGen.CodeFixes;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>Each fix mends all that it can in a document and in a project. The mistakes are those of the corpus.</summary>
public sealed class FixAllTests
{
    /// <summary>The fixes that change what an entity records or stores, or that leave something to be done: <c>dotnet format</c> must not apply them.</summary>
    private static readonly string[] s_attended =
    [
        nameof(AddArmCodeFixProvider),
        nameof(AddHandlerCodeFixProvider),
        nameof(CallCommandCodeFixProvider),
        nameof(MakeCollectionReadOnlyCodeFixProvider),
        nameof(MakeDocumentSetterPrivateCodeFixProvider),
        nameof(MakeSetterInitCodeFixProvider),
        nameof(MakeSetterPrivateCodeFixProvider),
        nameof(MarkAsEventCodeFixProvider),
        nameof(MoveIntoEventCodeFixProvider),
        nameof(NameKindCodeFixProvider),
        nameof(QualifyEventCodeFixProvider),
        nameof(RecordChangeCodeFixProvider),
        nameof(RemoveAttributeCodeFixProvider),
        nameof(SaveAggregateCodeFixProvider),
        nameof(UseStorableTypeCodeFixProvider),
    ];

    public static TheoryData<string, string> Mistakes { get; } = new()
    {
        { nameof(AddArmCodeFixProvider), "ESG027.MethodWithUnassignableField" },
        { nameof(AddHandlerCodeFixProvider), "ESG055.Method" },
        { nameof(CallCommandCodeFixProvider), "ESG024.Arm" },
        { nameof(MakeCollectionReadOnlyCodeFixProvider), "ESG026.List" },
        { nameof(MakeDocumentSetterPrivateCodeFixProvider), "ESG060.PublicSetter" },
        { nameof(MakeDocumentSetterPrivateCodeFixProvider), "ESG063.PublicSetter" },
        { nameof(MakeHookPartialCodeFixProvider), "ESG019.Arm" },
        { nameof(MakeMemberPartialCodeFixProvider), "ESG005.Property" },
        { nameof(MakeMemberPartialCodeFixProvider), "ESG005.MethodWithGuards" },
        { nameof(MakeSetterInitCodeFixProvider), "ESG017.SettableProperty" },
        { nameof(MakeSetterPrivateCodeFixProvider), "ESG020.FromOutside" },
        { nameof(MakeTypePartialCodeFixProvider), "ESG001.ClassWithoutPartial" },
        { nameof(MakeTypePartialCodeFixProvider), "ESG002.ContainingClass" },
        { nameof(MakeTypePartialCodeFixProvider), "ESG050.ClassWithoutPartial" },
        { nameof(MarkAsEventCodeFixProvider), "ESG029.Method" },
        { nameof(MoveIntoEventCodeFixProvider), "ESG021.NewGuid" },
        { nameof(NameKindCodeFixProvider), "ESG075.NotNamed" },
        { nameof(ProposedNameCodeFixProvider), "ESG008.MethodWithoutName" },
        { nameof(ProposedNameCodeFixProvider), "ESG009.TwoEntities" },
        { nameof(QualifyEventCodeFixProvider), "ESG052.SimpleName" },
        { nameof(RecordChangeCodeFixProvider), "ESG020.Assignment" },
        { nameof(RemoveAttributeCodeFixProvider), "ESG004.EntityAndAggregate" },
        { nameof(RenameHookCodeFixProvider), "ESG025.MisspelledArm" },
        { nameof(SaveAggregateCodeFixProvider), "ESG080.Command" },
        { nameof(UseStorableTypeCodeFixProvider), "ESG014.Enumerable" },
    };

    public static IEnumerable<object[]> Unattended => Mistakes.Where(static row => !s_attended.Contains(row[0]));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public Task All_of_a_document_is_mended(string fix, string mistake) => AssertMends(fix, mistake, FixAllScope.Document);

    [Theory]
    [MemberData(nameof(Mistakes))]
    public Task All_of_a_project_is_mended(string fix, string mistake) => AssertMends(fix, mistake, FixAllScope.Project);

    /// <summary>What <c>dotnet format</c> asks with: the key of what the fix offers for the first report of the analyzer, whatever rule that is of.</summary>
    [Theory]
    [MemberData(nameof(Unattended))]
    public async Task All_of_a_solution_is_mended_whatever_is_reported_first(string fixName, string mistake)
    {
        CodeFixProvider fix = UserProject.Fixes.Single(fix => fix.GetType().Name == fixName);
        Misuse misuse = Misuse.All.Single(misuse => misuse.Name == mistake);
        Project project = UserProject.Open("[Entity] public partial class First;", "[Entity] public class Second { [Event] public partial Second(); }", misuse.Source);
        Assert.NotEmpty(await GetReports(project, misuse.Area));
        Diagnostic first = (await UserProject.GetReports(project)).First(report => !fix.FixableDiagnosticIds.Contains(report.Id));
        CodeAction? offered = (await UserProject.GetActions(fix, project, first)).FirstOrDefault();

        Document document = project.GetDocument(first.Location.SourceTree)!;
        FixAllContext context = new(document, fix, FixAllScope.Solution, offered?.EquivalenceKey!, [misuse.Area], new Reports(), CancellationToken.None);
        CodeAction? all = await fix.GetFixAllProvider()!.GetFixAsync(context);
        Assert.NotNull(all);
        Project mended = await UserProject.Apply(all, project);

        Assert.Empty(await GetReports(mended, misuse.Area));
    }

    [Fact]
    public void Every_fix_is_here_and_only_the_harmless_ones_go_over_a_whole_solution()
    {
        // VouchForPayloadTests have the fix of ESG070, which needs another assembly; that of ESG069 offers two ways, between which nobody can choose for all; ESG090 and ESG091 are about the lock, as ESG030 to ESG043 are.
        CodeFixProvider[] fixes =
        [
            .. UserProject.Fixes.Where(static fix => fix.FixableDiagnosticIds.All(static id =>
                (string.CompareOrdinal(id, "ESG030") < 0 || string.CompareOrdinal(id, "ESG050") >= 0) && id is not ("ESG069" or "ESG070" or "ESG090" or "ESG091"))),
        ];

        Assert.Equal(fixes.Select(static fix => fix.GetType().Name), Mistakes.Select(static row => (string)row[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.All(fixes, static fix => Assert.Equal(
            s_attended.Contains(fix.GetType().Name),
            !fix.GetFixAllProvider()!.GetSupportedFixAllScopes().Contains(FixAllScope.Solution)));
    }

    private static async Task AssertMends(string fixName, string mistake, FixAllScope scope)
    {
        CodeFixProvider fix = UserProject.Fixes.Single(fix => fix.GetType().Name == fixName);
        Misuse misuse = Misuse.All.Single(misuse => misuse.Name == mistake);

        // Twice in one file and once in another one, each time in names of its own.
        Project project = UserProject.Open(
            Rename(misuse.Source, "Order") + Rename(misuse.Source, "Parcel"),
            Rename(misuse.Source, "Letter"));
        ImmutableArray<Diagnostic> before = await GetReports(project, misuse.Area);
        Assert.Equal(3, before.Length);
        CodeAction action = (await UserProject.GetActions(fix, project, before[0]))[0];

        Document document = project.GetDocument(before[0].Location.SourceTree)!;
        FixAllContext context = new(document, fix, scope, action.EquivalenceKey!, [misuse.Area], new Reports(), CancellationToken.None);
        CodeAction? all = await fix.GetFixAllProvider()!.GetFixAsync(context);
        Project mended = await UserProject.Apply(all!, project);

        ImmutableArray<Diagnostic> after = await GetReports(mended, misuse.Area);
        Assert.Equal(scope == FixAllScope.Document ? 1 : 0, after.Length);
        Assert.All(after, static report => Assert.EndsWith("File1.cs", report.Location.SourceTree!.FilePath, StringComparison.Ordinal));
    }

    private static async Task<ImmutableArray<Diagnostic>> GetReports(Project project, string id) => [.. (await UserProject.GetReports(project)).Where(report => report.Id == id)];

    private static string Rename(string source, string entity) => source
        .Replace("Order", entity, StringComparison.Ordinal)
        .Replace("Shop", "Shop" + entity, StringComparison.Ordinal)
        .Replace("Desk", "Desk" + entity, StringComparison.Ordinal);

    private sealed class Reports : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await UserProject.GetReports(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            SyntaxTree? tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await UserProject.GetReports(document.Project)).Where(report => report.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
