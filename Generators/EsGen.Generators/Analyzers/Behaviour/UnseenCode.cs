using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>
/// Finds what decides the state of an entity and isn't in its fingerprint: the code outside of the class that the code in its fingerprint
/// calls, and the constants and static fields that it reads there.
/// </summary>
/// <param name="entity">The class.</param>
/// <param name="helpers">The code of the compilation.</param>
internal sealed class UnseenCode(INamedTypeSymbol entity, HelperCode helpers) : OperationWalker
{
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly List<(Location Location, ISymbol Member)> _found = [];

    /// <summary>Each such member, where the class uses it first.</summary>
    public IReadOnlyList<(Location Location, ISymbol Member)> Find(CancellationToken cancellationToken)
    {
        EntityModel model = helpers.Parse(entity);
        if (!model.IsSupported)
        {
            return _found;
        }

        foreach (SyntaxNode code in DecidingCode.Of(entity, model.Events, HookTable.Of(entity, cancellationToken), cancellationToken)
            .GetDeclarations()
            .SelectMany(GetCode)
            .OrderBy(static code => code.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(static code => code.SpanStart))
        {
            Visit(helpers.GetModel(code.SyntaxTree).GetOperation(code, cancellationToken));
        }

        return _found;
    }

    public override void Visit(IOperation? operation)
    {
        if (operation is null or INameOfOperation)
        {
            return;
        }

        base.Visit(operation);
        foreach (IMethodSymbol method in ImplicitCalls.Of(operation))
        {
            Add(method, operation);
        }

        switch (operation)
        {
            case IInvocationOperation call:
                Add(call.TargetMethod, operation);
                break;
            case IMethodReferenceOperation reference:
                Add(reference.Method, operation);
                break;
            case IObjectCreationOperation { Constructor: { } constructor }:
                Add(constructor, operation);
                break;
            case IFieldReferenceOperation { Field: var field }:
                Add(field, operation);
                break;
            case IPropertyReferenceOperation { Property: var property }:
                (bool reads, bool writes) = ImplicitCalls.GetUse(operation);
                if ((reads && IsOutOfSight(property.GetMethod)) || (writes && IsOutOfSight(property.SetMethod)) || IsOutOfSight(property))
                {
                    AddFound(property, operation);
                }

                break;
        }
    }

    private void Add(ISymbol member, IOperation operation)
    {
        if (IsOutOfSight(member))
        {
            AddFound((member as IMethodSymbol)?.AssociatedSymbol ?? member, operation);
        }
    }

    private void AddFound(ISymbol member, IOperation operation)
    {
        if (_seen.Add(CallGraph.Normalize(member)))
        {
            _found.Add((operation.Syntax.GetLocation(), member));
        }
    }

    private bool IsOutOfSight(ISymbol? member)
    {
        if (member is null
            or IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction or MethodKind.DelegateInvoke }
                || IsIn(member, entity))
        {
            return false;
        }

        ISymbol target = CallGraph.Normalize(member);
        if (target.ContainingType?.Locations.Any(static location => location.IsInSource) == true)
        {
            return UserCode.GetDeclarations(target, CancellationToken.None).Any(declaration => HasCode(target, declaration));
        }

        return target.ContainingType is { TypeKind: not TypeKind.Enum } type && !PlatformType.Is(type) && !IsOfEsGen(type) && target switch
        {
            // What a constructor sets its type's shape tells.
            IMethodSymbol { MethodKind: not MethodKind.Constructor } method => !IsWrittenByCompiler(method),
            IFieldSymbol field => field.IsStatic,
            _ => false,
        };
    }

    /// <summary>Whether a member is one of a class's, or of a type's that is nested in it.</summary>
    public static bool IsIn(ISymbol member, INamedTypeSymbol around)
    {
        for (INamedTypeSymbol? type = member.ContainingType; type is not null; type = type.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, around.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasCode(ISymbol member, SyntaxNode declaration) => declaration switch
    {
        // Whoever implements it decides.
        MethodDeclarationSyntax or AccessorDeclarationSyntax when member.IsAbstract => true,
        ConstructorDeclarationSyntax { Initializer: not null } => true,
        ConstructorDeclarationSyntax { Body.Statements.Count: 0, ExpressionBody: null } => false,
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
        ArrowExpressionClauseSyntax => true,
        VariableDeclaratorSyntax { Initializer: not null } => member.IsStatic,
        PropertyDeclarationSyntax { Initializer: not null } => member.IsStatic,
        _ => false,
    };

    private static bool IsWrittenByCompiler(ISymbol member) =>
        member.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute");

    private static bool IsOfEsGen(INamedTypeSymbol type) =>
        type.ContainingNamespace.ToDisplayString() is "EsGen" or "EsGen.CompilerServices" && type.ContainingAssembly.Name == "EsGen";

    /// <summary>The pieces of code in a declaration that the fingerprint has.</summary>
    private static IEnumerable<SyntaxNode> GetCode(SyntaxNode declaration) => declaration is TypeDeclarationSyntax type
        ? type.Members.SelectMany(GetCode)
        : MemberCode.Of(declaration).Select(static piece => piece.Code);
}
