using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators;

/// <summary>
/// What the syntax of an entity's code tells by itself. To bind code costs more than everything else that the analyzers do, and most code of
/// an entity can't be wrong: <c>Balance += amount</c>.
/// </summary>
internal sealed class CodeSketch
{
    private readonly INamedTypeSymbol _entity;

    /// <summary>Fields and properties of instances, by name; those with code of the user's have no type here.</summary>
    private readonly Dictionary<string, ITypeSymbol?> _state = new(StringComparer.Ordinal);

    /// <summary>Whatever has code of the user's that calling it runs, and the hooks.</summary>
    private readonly HashSet<string> _callable = new(StringComparer.Ordinal);

    /// <param name="entity">The class.</param>
    /// <param name="withCode">Its members with code of the user's.</param>
    public CodeSketch(INamedTypeSymbol entity, IEnumerable<ISymbol> withCode)
    {
        _entity = entity;
        foreach (ISymbol member in withCode)
        {
            if (member is IMethodSymbol method)
            {
                _callable.Add((method.AssociatedSymbol ?? method).Name);
            }
        }

        foreach (ISymbol member in entity.GetMembers())
        {
            switch (member)
            {
                case IFieldSymbol { IsStatic: false, AssociatedSymbol: null } field:
                    _state[field.Name] = field.Type;
                    break;
                case IPropertySymbol { IsStatic: false } property:
                    _state[property.Name] = _callable.Contains(property.Name) ? null : property.Type;
                    break;
                case IMethodSymbol { MethodKind: MethodKind.Ordinary } when EntityHooks.HasHookName(member):
                    _callable.Add(member.Name);
                    break;
            }
        }
    }

    /// <summary>Whether code of a command may change state, call a hook, or call code of the class that may.</summary>
    public bool MayMatterInCommand(SyntaxNode code) => code.DescendantNodes().Any(node => node switch
    {
        AssignmentExpressionSyntax assignment => MayBeState(assignment.Left),
        PostfixUnaryExpressionSyntax unary => MayBeState(unary.Operand),
        PrefixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.PreIncrementExpression) || unary.IsKind(SyntaxKind.PreDecrementExpression) ? MayBeState(unary.Operand) : false,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) && MayBeState(argument.Expression),
        RefExpressionSyntax reference => MayBeState(reference.Expression),
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax } => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call when CollectionChange.IsChange(access.Name.Identifier.ValueText) => MayBeState(call),
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } call when CollectionChange.IsChange(name.Identifier.ValueText) => MayBeState(call),
        ElementAccessExpressionSyntax { Expression: ThisExpressionSyntax } => true,
        SimpleNameSyntax name => _callable.Contains(name.Identifier.ValueText),
        _ => false,
    });

    /// <summary>Whether code of an arm may do anything but move values from the event into the state.</summary>
    public bool MayMatterInArm(ISymbol member, SyntaxNode code)
    {
        SyntaxNode? body = code switch
        {
            BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
            AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
            _ => code,
        };

        return body is null || (code as ConstructorDeclarationSyntax)?.Initializer is not null || !IsPlain(body, (member as IMethodSymbol)?.Parameters ?? []);
    }

    private bool IsPlain(SyntaxNode node, IReadOnlyList<IParameterSymbol> parameters) => node switch
    {
        IdentifierNameSyntax name => parameters.Any(parameter => parameter.Name == name.Identifier.ValueText) || _state.TryGetValue(name.Identifier.ValueText, out ITypeSymbol? type) && type is not null,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => _state.TryGetValue(access.Name.Identifier.ValueText, out ITypeSymbol? type) && type is not null,
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner } access => parameters.Any(parameter => parameter.Name == owner.Identifier.ValueText && IsStored(parameter.Type, access.Name)),
        AssignmentExpressionSyntax assignment => (!assignment.IsKind(SyntaxKind.AddAssignmentExpression) || !MayBeText(assignment.Left)) && IsPlain(assignment.Left, parameters) && IsPlain(assignment.Right, parameters),
        ArgumentSyntax argument => argument.RefKindKeyword.IsKind(SyntaxKind.None) && IsPlain(argument.Expression, parameters),
        BlockSyntax or ExpressionStatementSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or ParenthesizedExpressionSyntax or TupleExpressionSyntax
            or LiteralExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or CollectionExpressionSyntax or CollectionElementSyntax
            => node.ChildNodes().All(child => IsPlain(child, parameters)),
        _ => false,
    };

    /// <summary>Whether a member of a parameter is a value that came with the event, and nothing that is computed.</summary>
    private bool IsStored(ITypeSymbol type, SimpleNameSyntax member) =>
        type is { Name: "EventContext", ContainingNamespace.Name: "EsGen" }
        || (SymbolEqualityComparer.Default.Equals(type.ContainingType, _entity)
            && type.GetMembers(member.Identifier.ValueText) is [IPropertySymbol property]
            && EntityState.IsAutoProperty(property));

    /// <summary>Whether something that is added to may be text, which numbers are written to in the machine's culture.</summary>
    private bool MayBeText(ExpressionSyntax target) =>
        target is not IdentifierNameSyntax name || !_state.TryGetValue(name.Identifier.ValueText, out ITypeSymbol? type) || type is null || type.SpecialType is SpecialType.System_String or SpecialType.System_Object;

    private bool MayBeState(ExpressionSyntax expression) => expression.DescendantNodesAndSelf().Any(node => node
        is ThisExpressionSyntax or FieldExpressionSyntax or MemberBindingExpressionSyntax or ElementBindingExpressionSyntax
        || (node is SimpleNameSyntax name && (_state.ContainsKey(name.Identifier.ValueText) || _callable.Contains(name.Identifier.ValueText))));
}
