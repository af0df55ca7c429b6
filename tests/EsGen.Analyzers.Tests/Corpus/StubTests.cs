using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>Where generated code can only throw, there is an error that says why: in the user's file, and about the class that it is generated for.</summary>
public sealed class StubTests
{
    public static TheoryData<string> Sources { get; } = [.. Misuse.All.Select(static misuse => misuse.Source), .. HostileSourceTests.Texts];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Every_stub_is_explained(string source)
    {
        UserBuild build = await UserBuild.Run([source]);
        Diagnostic[] errors = [.. build.OfTheAnalyzer.Concat(build.OfTheCompiler).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        foreach (SyntaxTree tree in build.Compilation.SyntaxTrees.Where(static tree => tree.FilePath.Contains("EsGen.Generators", StringComparison.Ordinal)))
        {
            SemanticModel model = build.Compilation.GetSemanticModel(tree);
            foreach (LiteralExpressionSyntax text in tree.GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>().Where(static text => text.Token.ValueText.StartsWith("EsGen could not", StringComparison.Ordinal)))
            {
                INamedTypeSymbol? entity = model.GetEnclosingSymbol(text.SpanStart)?.ContainingType;
                entity = entity is { Name: "Mutator" or "Codec" } ? entity.ContainingType : entity;

                Assert.Contains(errors, error => entity!.DeclaringSyntaxReferences.Any(part => part.SyntaxTree == error.Location.SourceTree && part.GetSyntax().FullSpan.Contains(error.Location.SourceSpan)));
            }
        }
    }
}
