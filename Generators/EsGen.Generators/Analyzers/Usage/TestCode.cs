using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Analyzers.Usage;

/// <summary>
/// Methods that a test framework or a benchmark runs. What they do with an aggregate they may well mean, and what a test forgets makes it
/// fail.
/// </summary>
internal static class TestCode
{
    // The ends of the names that frameworks give their attributes, and users those that they derive from them: [SkippableFact],
    // [StaTheory].
    private static readonly string[] s_ends =
    [
        "Fact", "Theory", "Test", "TestCase", "TestCaseSource", "TestMethod", "Property", "SetUp", "Setup", "TearDown", "TestInitialize",
        "TestCleanup", "ClassInitialize", "ClassCleanup",
        "Benchmark", "IterationCleanup", "GlobalCleanup",
    ];

    public static bool Includes(
        SyntaxNode node,
        SemanticModel model,
        CancellationToken cancellationToken) => node.Ancestors().OfType<MethodDeclarationSyntax>()
        .Where(static method => method.AttributeLists.Count > 0)
        .Any(method =>
            model.GetDeclaredSymbol(
                method,
                cancellationToken)?.GetAttributes().Any(static attribute => IsOfTests(attribute.AttributeClass)) == true);

    private static bool IsOfTests(INamedTypeSymbol? attribute)
    {
        const string End = "Attribute";
        for (INamedTypeSymbol? type = attribute; type is not null; type = type.BaseType)
        {
            string name = type.Name.EndsWith(End, StringComparison.Ordinal)
                ? type.Name.Substring(0, type.Name.Length - End.Length)
                : type.Name;
            if (s_ends.Any(end => name.EndsWith(end, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
