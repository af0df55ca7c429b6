using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Analyzers;

/// <summary>What an entity's codec stores, read from the code that <see cref="CodecEmitter"/> has printed.</summary>
internal sealed class GeneratedCodec
{
    /// <summary>The codec of the events in the generated half of an entity.</summary>
    public const string OfEvents = "Codec";

    private readonly Dictionary<INamedTypeSymbol, List<MethodDeclarationSyntax>> _writers = new(SymbolEqualityComparer.Default);

    private GeneratedCodec()
    {
    }

    /// <summary>The types of the user's that it stores.</summary>
    public IEnumerable<INamedTypeSymbol> StoredTypes => _writers.Keys;

    /// <returns>The codec in the generated half of an entity; null if there is none.</returns>
    /// <param name="entity">The entity.</param>
    /// <param name="name">The codec's name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static GeneratedCodec? Find(INamedTypeSymbol entity, string name, CancellationToken cancellationToken)
    {
        if (GeneratedType.Find(entity, name) is not { } type)
        {
            return null;
        }

        GeneratedCodec codec = new();
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (method is { Parameters: [_, { Type: INamedTypeSymbol { IsTupleType: false } stored }] }
                && method.Name.StartsWith("Write", StringComparison.Ordinal)
                && method.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is MethodDeclarationSyntax declaration)
            {
                if (!codec._writers.TryGetValue(stored, out List<MethodDeclarationSyntax> declarations))
                {
                    codec._writers.Add(stored, declarations = []);
                }

                declarations.Add(declaration);
            }
        }

        return codec;
    }

    /// <summary>Whether a member is stored under its name.</summary>
    public bool Stores(INamedTypeSymbol type, FieldModel member) => GetInvocations(type).Any(call =>
        call is
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Name" },
            ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax name }]
        }
        && name.Token.Text == Literal.OfJson(member.JsonName) + "u8");

    /// <summary>Whether a member is stored in place of the whole.</summary>
    public bool StoresAsValue(INamedTypeSymbol type, FieldModel member) =>
        !GetInvocations(type).Any(static call =>
            call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "BeginObject" })
        && _writers[type].SelectMany(static writer => writer.DescendantNodes()).OfType<MemberAccessExpressionSyntax>().Any(access =>
            access is { Expression: IdentifierNameSyntax { Identifier.ValueText: "value" }, Name.Identifier.ValueText: var name }
                && name == member.PropertyName.TrimStart('@'));

    private IEnumerable<InvocationExpressionSyntax> GetInvocations(INamedTypeSymbol type) =>
        _writers[type].SelectMany(static writer => writer.DescendantNodes()).OfType<InvocationExpressionSyntax>();
}
