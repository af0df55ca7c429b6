using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>
/// Where generated code can only throw, there is an error that says why: in the user's file, at the member that is generated for, or where
/// its class is named if it is the class that nothing can be generated for; what has the name of a generated member says so itself.
/// <see cref="MisuseTests"/> and <see cref="HostileSourceTests"/> ask for it of all that they build.
/// </summary>
public sealed class StubTests
{
    [Fact]
    public async Task A_stub_beside_an_error_of_another_member_is_found()
    {
        const string source = """
            [Aggregate] public partial class Copy
            {
                [Event] public partial Copy();
                [Event("A")] public partial void DoA(Unknown a);
                [Event("B")] public partial void DoB(Action b);
            }
            """;
        UserBuild build = await UserBuild.Run([source]);
        Diagnostic[] errors = [.. GetErrors(build).Where(static error => error.Location.GetLineSpan().StartLinePosition.Line != 3)];

        Assert.Equal("DoA", Assert.Single(GetUnexplained(build, errors)));
    }

    /// <summary>The members that have a stub and no error that explains it.</summary>
    internal static string[] GetUnexplained(UserBuild build) => GetUnexplained(build, GetErrors(build));

    private static Diagnostic[] GetErrors(UserBuild build) =>
        [.. build.OfTheAnalyzer.Concat(build.OfTheCompiler).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    private static string[] GetUnexplained(UserBuild build, Diagnostic[] errors)
    {
        List<string> unexplained = [];
        foreach (SyntaxTree tree in build.Compilation.SyntaxTrees.Where(IsGenerated))
        {
            SemanticModel model = build.Compilation.GetSemanticModel(tree);
            foreach (LiteralExpressionSyntax text in tree.GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>().Where(IsStub))
            {
                ISymbol generated = model.GetEnclosingSymbol(text.SpanStart)!;
                ISymbol explained = GetDeclared(generated);
                if (!explained.DeclaringSyntaxReferences.Where(static part => !IsGenerated(part.SyntaxTree)).SelectMany(GetPlaces).Any(IsReported))
                {
                    unexplained.Add(explained.Name);
                }
            }
        }

        return [.. unexplained.Distinct()];

        bool IsReported((SyntaxTree Tree, TextSpan Span) place) =>
            errors.Any(error => error.Location.SourceTree == place.Tree && place.Span.Contains(error.Location.SourceSpan));
    }

    private static bool IsStub(LiteralExpressionSyntax text) => text.Token.ValueText.StartsWith("EsGen could not", StringComparison.Ordinal);

    private static bool IsGenerated(SyntaxTree tree) => tree.FilePath.Contains("EsGen.Generators", StringComparison.Ordinal);

    /// <summary>What the user declared that a generated member is the other half of; for a codec's or mutator's, the class.</summary>
    private static ISymbol GetDeclared(ISymbol generated)
    {
        ISymbol member = generated is IMethodSymbol { AssociatedSymbol: { } property } ? property : generated;
        if (member.DeclaringSyntaxReferences.Any(static part => !IsGenerated(part.SyntaxTree)))
        {
            return member;
        }

        if (member is IMethodSymbol { PartialDefinitionPart: { } method })
        {
            return method;
        }

        if (member is IPropertySymbol { PartialDefinitionPart: { } definition })
        {
            return definition;
        }

        INamedTypeSymbol type = member.ContainingType;
        return type is { Name: "Mutator" or "Codec" } ? type.ContainingType : type;
    }

    /// <summary>
    /// A member with its attributes, the heads of the types around it, and what takes the name of something that all else is generated with;
    /// all of a type itself.
    /// </summary>
    private static IEnumerable<(SyntaxTree Tree, TextSpan Span)> GetPlaces(SyntaxReference declaration)
    {
        SyntaxNode node = declaration.GetSyntax();
        yield return (declaration.SyntaxTree, node.FullSpan);
        foreach (TypeDeclarationSyntax type in node.Ancestors().OfType<TypeDeclarationSyntax>())
        {
            yield return (declaration.SyntaxTree, TextSpan.FromBounds(type.FullSpan.Start, type.OpenBraceToken.SpanStart));
            foreach (SyntaxToken name in type.Members.SelectMany(GetNames).Where(static name => GeneratedNames.Essential.Contains(name.ValueText)))
            {
                yield return (declaration.SyntaxTree, name.Span);
            }
        }
    }

    private static IEnumerable<SyntaxToken> GetNames(MemberDeclarationSyntax member) => member switch
    {
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(static variable => variable.Identifier),
        MethodDeclarationSyntax method => [method.Identifier],
        PropertyDeclarationSyntax property => [property.Identifier],
        BaseTypeDeclarationSyntax type => [type.Identifier],
        _ => [],
    };
}
