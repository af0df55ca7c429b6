using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>
/// What the syntax of an entity's code tells by itself. To bind code costs more than everything else that the analyzers do, and most code
/// of an entity can't be wrong: <c>Balance += amount</c>.
/// </summary>
internal sealed class CodeSketch
{
    private readonly INamedTypeSymbol _entity;
    private readonly QuietTypes _quiet;
    private readonly ChangeableTypes _changeable;

    /// <summary>
    /// Fields and properties of instances, by name; those with code of the user's, and those that no event sets, have no type here.
    /// </summary>
    private readonly Dictionary<string, ITypeSymbol?> _state = new(StringComparer.Ordinal);

    /// <summary>Whatever has code of the user's that calling it runs, and the hooks.</summary>
    private readonly HashSet<string> _callable = new(StringComparer.Ordinal);

    /// <summary>Whether a private member may be called without being named, as by <c>foreach</c>.</summary>
    private readonly bool _hasUnnamed;

    /// <param name="entity">The class.</param>
    /// <param name="withCode">Its members with code of the user's.</param>
    /// <param name="quiet">What can be moved about without looking into it.</param>
    /// <param name="changeable">What can be changed without its owner.</param>
    public CodeSketch(INamedTypeSymbol entity, IEnumerable<ISymbol> withCode, QuietTypes quiet, ChangeableTypes changeable)
    {
        _entity = entity;
        _quiet = quiet;
        _changeable = changeable;
        foreach (ISymbol member in withCode)
        {
            if (member is IMethodSymbol method)
            {
                _callable.Add((method.AssociatedSymbol ?? method).Name);
                _hasUnnamed |= method is
                {
                    DeclaredAccessibility: Accessibility.Private,
                    Name: "Add"
                        or "Deconstruct"
                        or "Dispose"
                        or "DisposeAsync"
                        or "GetAwaiter"
                        or "GetEnumerator"
                        or "GetAsyncEnumerator"
                        or "Slice"
                        or "get_Length"
                        or "get_Count",
                };
            }
        }

        foreach (ISymbol member in entity.GetMembers())
        {
            switch (member)
            {
                case IFieldSymbol { IsStatic: false, AssociatedSymbol: null } field:
                    _state[field.Name] = EntityState.IsRecorded(field) ? field.Type : null;
                    break;
                case IPropertySymbol { IsStatic: false } property:
                    bool isPlain = !_callable.Contains(property.Name)
                        && property.Name is not ("PendingEvents" or "IsFaulted")
                        && EntityState.IsRecorded(property);
                    _state[property.Name] = isPlain ? property.Type : null;
                    break;
                case IMethodSymbol { MethodKind: MethodKind.Ordinary } when EntityHooks.HasHookName(member):
                    _callable.Add(member.Name);
                    break;
            }
        }
    }

    /// <summary>Whether code of a command may change state, call a hook, or call code of the class that may.</summary>
    public bool MayMatterInCommand(SyntaxNode code)
    {
        // The same for every name in the code, and asked for few.
        Lazy<bool> changesAnything = new(() => code.DescendantNodes().Any(IsAnyChange));
        return _hasUnnamed || code.DescendantNodes().Any(node => MayMatterInCommand(node, changesAnything));
    }

    private bool MayMatterInCommand(SyntaxNode node, Lazy<bool> changesAnything) => node switch
    {
        AssignmentExpressionSyntax assignment => MayBeState(assignment.Left),
        PostfixUnaryExpressionSyntax unary => MayBeState(unary.Operand),
        PrefixUnaryExpressionSyntax unary =>
            unary.IsKind(SyntaxKind.PreIncrementExpression) || unary.IsKind(SyntaxKind.PreDecrementExpression)
                ? MayBeState(unary.Operand)
                : false,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) && MayBeState(argument.Expression),
        RefExpressionSyntax reference => MayBeState(reference.Expression),
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax } => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
            when CollectionChange.IsChange(access.Name.Identifier.ValueText) => MayBeState(call),
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } call when CollectionChange.IsChange(name.Identifier.ValueText) =>
            MayBeState(call),
        ElementAccessExpressionSyntax { Expression: ThisExpressionSyntax } => true,
        SimpleNameSyntax name =>
            _callable.Contains(name.Identifier.ValueText)
                || (GetState(name.Identifier.ValueText) is { } type && MayBeChangedBy(name, type, changesAnything)),
        _ => false,
    };

    /// <summary>Whether state that code names may be changed by a variable, a member or another method that gets it.</summary>
    private bool MayBeChangedBy(SimpleNameSyntax name, ITypeSymbol type, Lazy<bool> changesAnything)
    {
        if (_changeable.HasChangeableParts(type))
        {
            return changesAnything.Value;
        }

        if (!ChangeableTypes.IsCollection(type))
        {
            return false;
        }

        SyntaxNode used = name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own ? own : name;
        return used.Parent switch
        {
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access =>
                !ElementOperators.OnlyReads(access.Name.Identifier.ValueText),
            // The likes of string.Join change nothing that they get.
            ArgumentSyntax
            {
                Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: PredefinedTypeSyntax } },
            } => false,
            EqualsValueClauseSyntax
                or ArgumentSyntax { Parent: ArgumentListSyntax }
                or CastExpressionSyntax
                or RefExpressionSyntax
                or IsPatternExpressionSyntax
                or SwitchExpressionSyntax
                or ConditionalExpressionSyntax
                or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression or (int)SyntaxKind.CoalesceExpression }
                or PostfixUnaryExpressionSyntax => true,
            AssignmentExpressionSyntax assignment => assignment.Right == used,
            CommonForEachStatementSyntax loop => loop is ForEachStatementSyntax { Type: RefTypeSyntax },
            _ => false,
        };
    }

    /// <summary>Whether something is changed, whatever it is, or a method is called that may do so.</summary>
    private static bool IsAnyChange(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax { Left: not IdentifierNameSyntax } => true,
        PrefixUnaryExpressionSyntax unary =>
            unary.IsKind(SyntaxKind.PreIncrementExpression) || unary.IsKind(SyntaxKind.PreDecrementExpression),
        PostfixUnaryExpressionSyntax unary => !unary.IsKind(SyntaxKind.SuppressNullableWarningExpression),
        ArgumentSyntax argument => argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method } } =>
            !ElementOperators.OnlyReads(method),
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax } => true,
        _ => false,
    };

    /// <summary>Whether code of an arm may do anything but move values from the event into the state.</summary>
    public bool MayMatterInArm(ISymbol member, SyntaxNode code)
    {
        SyntaxNode? body = code switch
        {
            BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
            AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
            _ => code,
        };

        ITypeSymbol? made = member switch
        {
            IMethodSymbol method => method.ReturnType,
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            _ => null,
        };
        return body is null
            || (code as ConstructorDeclarationSyntax)?.Initializer is not null
            || (made is not null && (!_quiet.IsQuiet(made) || CultureOrder.IsSorted(made)))
            || !IsPlain(body, (member as IMethodSymbol)?.Parameters ?? [], computes: false);
    }

    /// <summary>Whether code does nothing but move values, and calculate with those that have the platform's operators.</summary>
    private bool IsPlain(SyntaxNode node, IReadOnlyList<IParameterSymbol> parameters, bool computes)
    {
        switch (node)
        {
            case ExpressionSyntax expression when GetPlainType(expression, parameters) is { } type:
                return computes ? _quiet.IsBuiltIn(type) : _quiet.IsQuiet(type);
            case AssignmentExpressionSyntax { Left: TupleExpressionSyntax left } assignment
                when assignment.Right is not TupleExpressionSyntax || left.Arguments.Any(IsTuple):
            case AssignmentExpressionSyntax added when added.IsKind(SyntaxKind.AddAssignmentExpression) && MayBeText(added.Left):
            case ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None }:
                return false;
            case AssignmentExpressionSyntax { Left: var left, Right: var right }
                when IsMoment(GetPlainType(left, parameters)) && !IsMoment(GetPlainType(right, parameters)):
                return false;
            case AssignmentExpressionSyntax assignment:
                return AreChildrenPlain(computes || !assignment.IsKind(SyntaxKind.SimpleAssignmentExpression));
            case PrefixUnaryExpressionSyntax or SpreadElementSyntax:
                return AreChildrenPlain(computes: true);
            case PostfixUnaryExpressionSyntax postfix:
                return AreChildrenPlain(computes || !postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression));
            case BinaryExpressionSyntax:
                return IsNumber((BinaryExpressionSyntax)node, parameters);
            case BlockSyntax
                or ExpressionStatementSyntax
                or ArrowExpressionClauseSyntax
                or EqualsValueClauseSyntax
                or ParenthesizedExpressionSyntax
                or TupleExpressionSyntax
                or ArgumentSyntax or LiteralExpressionSyntax or CollectionExpressionSyntax or CollectionElementSyntax:
                return AreChildrenPlain(computes);
            default:
                return false;
        }

        bool AreChildrenPlain(bool computes) => node.ChildNodes().All(child => IsPlain(child, parameters, computes));
    }

    /// <summary>Whether an expression calculates with nothing but numbers, whose operators are the platform's.</summary>
    private bool IsNumber(ExpressionSyntax expression, IReadOnlyList<IParameterSymbol> parameters) => expression switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => IsNumber(inner, parameters),
        BinaryExpressionSyntax binary when binary.Kind() is SyntaxKind.AddExpression
            or SyntaxKind.SubtractExpression
            or SyntaxKind.MultiplyExpression
            or SyntaxKind.DivideExpression or SyntaxKind.ModuloExpression =>
                IsNumber(binary.Left, parameters) && IsNumber(binary.Right, parameters),
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.NumericLiteralExpression),
        _ => GetPlainType(expression, parameters)?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double,
    };

    // A date without an offset becomes one by a conversion that takes the machine's.
    private static bool IsMoment(ITypeSymbol? type) =>
        ImplicitMembers.Underlying(type) is { Name: "DateTimeOffset", ContainingNamespace.Name: "System" };

    private static bool IsTuple(ArgumentSyntax element) => element.Expression is TupleExpressionSyntax;

    /// <summary>
    /// The type of a name for a value that is there already: a parameter, state without code, or a part of the event; null for anything
    /// else.
    /// </summary>
    private ITypeSymbol? GetPlainType(ExpressionSyntax expression, IReadOnlyList<IParameterSymbol> parameters) => expression switch
    {
        IdentifierNameSyntax { Identifier.ValueText: var name } =>
            parameters.FirstOrDefault(parameter => parameter.Name == name)?.Type ?? GetState(name),
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: var name } => GetState(name),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var owner }, Name: var name } =>
            parameters.FirstOrDefault(parameter => parameter.Name == owner) is { } parameter ? GetStoredType(parameter.Type, name) : null,
        _ => null,
    };

    private ITypeSymbol? GetState(string name) => _state.TryGetValue(name, out ITypeSymbol? type) ? type : null;

    /// <summary>The type of a member of a parameter that came with the event; null for what is computed.</summary>
    private ITypeSymbol? GetStoredType(ITypeSymbol type, SimpleNameSyntax member) =>
        type.GetMembers(member.Identifier.ValueText) is [IPropertySymbol property]
        && (type is { Name: "EventContext", ContainingNamespace.Name: "EsGen" }
            || (SymbolEqualityComparer.Default.Equals(type.ContainingType, _entity) && EntityState.IsAutoProperty(property)))
            ? property.Type
            : null;

    /// <summary>Whether something that is added to may be text, which numbers are written to in the machine's culture.</summary>
    private bool MayBeText(ExpressionSyntax target) =>
        target is not IdentifierNameSyntax name
            || !_state.TryGetValue(name.Identifier.ValueText, out ITypeSymbol? type)
            || type is null
            || type.SpecialType is SpecialType.System_String or SpecialType.System_Object;

    private bool MayBeState(ExpressionSyntax expression) => expression.DescendantNodesAndSelf().Any(node => node
        is ThisExpressionSyntax or FieldExpressionSyntax or MemberBindingExpressionSyntax or ElementBindingExpressionSyntax
        || (node is SimpleNameSyntax name
            && (_state.ContainsKey(name.Identifier.ValueText) || _callable.Contains(name.Identifier.ValueText))));
}
