using System.Collections.Immutable;
using EsGen.CodeFixes;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>The fixes of ESG070.</summary>
public sealed class VouchForPayloadTests
{
    private const string Library = """
        namespace Lib;

        public sealed record Money(decimal Amount);

        /// <summary>Two of a kind.</summary>
        public sealed record Pair<T>(T Left, T Right);

        """;

    private const string Order = """
        using Lib;

        [Entity]
        public partial class Order
        {
            [Event] public partial Order(Money price, Pair<int> pair);

            public Money Price { get; private set; }

            public Pair<int> Pair { get; private set; }
        }

        """;

    private static Project Open(bool knowsEsGen)
    {
        Project library = new AdhocWorkspace().AddProject("Lib", LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .AddMetadataReferences(knowsEsGen ? References.All : References.All.Where(static reference => !reference.Display!.EndsWith("EsGen.dll", StringComparison.Ordinal)))
            .AddDocument("Usings.cs", knowsEsGen ? "global using EsGen;" : "").Project
            .AddDocument("Money.cs", Library).Project;
        return UserProject.Open(library.Solution, Order).AddProjectReference(new ProjectReference(library.Id));
    }

    private static async Task<(List<CodeAction> Actions, Project Project)> GetActions(bool knowsEsGen, int index)
    {
        Project project = Open(knowsEsGen);
        ImmutableArray<Diagnostic> reports = await UserProject.GetReports(project);
        Assert.Equal(2, reports.Count(static report => report.Id == DiagnosticDescriptors.UnseenStateId));
        return (await UserProject.GetActions(new VouchForPayloadCodeFixProvider(), project, reports.Where(static report => report.Id == DiagnosticDescriptors.UnseenStateId).ElementAt(index)), project);
    }

    [Theory]
    [InlineData(0, "public sealed record Money", "[EventPayload]\npublic sealed record Money")]
    [InlineData(1, "public sealed record Pair", "[EventPayload]\npublic sealed record Pair")]
    public async Task A_type_at_hand_is_marked(int index, string before, string after)
    {
        (List<CodeAction> actions, Project project) = await GetActions(knowsEsGen: true, index);
        Solution changed = Assert.Single((await actions.Single(static action => action.EquivalenceKey == "OnType").GetOperationsAsync(default)).OfType<ApplyChangesOperation>()).ChangedSolution;
        string text = (await changed.Projects.Single(static other => other.Name == "Lib").Documents.Single(static document => document.Name == "Money.cs").GetTextAsync()).ToString();
        Assert.Equal(Library.Replace(before, after, StringComparison.Ordinal), text);
        Assert.Equal(1, (await UserProject.GetReports(changed.GetProject(project.Id)!)).Count(static report => report.Id == DiagnosticDescriptors.UnseenStateId));
    }

    [Theory]
    [InlineData(0, "[assembly: EventPayload(typeof(Money))]")]
    [InlineData(1, "[assembly: EventPayload(typeof(Pair<>))]")]
    public async Task The_project_vouches_for_a_type(int index, string attribute)
    {
        (List<CodeAction> actions, Project project) = await GetActions(knowsEsGen: false, index);
        Project changed = await UserProject.Apply(Assert.Single(actions), project);
        Assert.Equal(Order.Replace("using Lib;\n", $"using Lib;\n\n{attribute}\n", StringComparison.Ordinal), await UserProject.Read(changed, "File0.cs"));
        Assert.Equal(1, (await UserProject.GetReports(changed)).Count(static report => report.Id == DiagnosticDescriptors.UnseenStateId));
    }
}
