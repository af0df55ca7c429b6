using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>
/// Whether making a value again of what is stored of it runs code that may come to another value, or to none. What only keeps what it is
/// given is known not to, and so is what throws, if each value has passed it; all else is read back when an event is raised, which costs
/// time and is never wrong.
/// </summary>
internal sealed class ConstructionCode
{
    private readonly IReadOnlyCollection<ISymbol> _stored;

    // Whether each value that there can be has passed what the constructor checks.
    private readonly bool _mayThrow;

    private ConstructionCode(IReadOnlyCollection<ISymbol> stored, bool mayThrow)
    {
        _stored = stored;
        _mayThrow = mayThrow;
    }

    /// <param name="type">The type of the value.</param>
    /// <param name="constructor">What makes it; null for a tuple.</param>
    /// <param name="members">The properties and fields that are stored.</param>
    /// <param name="assembly">The assembly whose code can be seen.</param>
    public static bool MayChange(
        INamedTypeSymbol type,
        IMethodSymbol? constructor,
        IReadOnlyCollection<ISymbol> members,
        IAssemblySymbol assembly) =>
        constructor is not null
        && !IsKeyValuePair(type)
        && (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly)
            || !members.All(IsPlain)
            || !new ConstructionCode(members, HasPassed(type, constructor, members)).KeepsArguments(constructor));

    /// <summary>
    /// Whether each value has come through a constructor with what it holds now. A struct may be its default, another constructor may check
    /// nothing, a member may be set behind the constructor (by an object initializer, by <c>with</c>), and a collection may change.
    /// </summary>
    private static bool HasPassed(INamedTypeSymbol type, IMethodSymbol constructor, IReadOnlyCollection<ISymbol> members) =>
        !type.IsValueType
        && type.InstanceConstructors.Count(static constructor => !constructor.IsImplicitlyDeclared) < 2
        && !constructor.Parameters.Any(parameter =>
            IsCollection(parameter.Type) || members.Any(member => IsAlike(member.Name, parameter.Name) && IsSettable(member)));

    private static bool IsSettable(ISymbol member) =>
        member is IPropertySymbol { SetMethod: not null } or IFieldSymbol { IsReadOnly: false };

    private static bool IsCollection(ITypeSymbol type) =>
        type is { SpecialType: not SpecialType.System_String }
        && (type is IArrayTypeSymbol
            || type.SpecialType == SpecialType.System_Collections_IEnumerable
            || type.AllInterfaces.Any(static one => one.SpecialType == SpecialType.System_Collections_IEnumerable));

    private static bool IsKeyValuePair(INamedTypeSymbol type) =>
        type is { MetadataName: "KeyValuePair`2", ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } };

    /// <summary>Whether a member is memory that is read and set as it is.</summary>
    private static bool IsPlain(ISymbol member)
    {
        if (member is not IPropertySymbol property)
        {
            return true;
        }

        SyntaxNode[] declarations = [.. UserCode.GetDeclarations(property, default)];
        return declarations.Length > 0 && !property.IsPartialDefinition && declarations.All(static declaration => declaration switch
        {
            ParameterSyntax => true,
            PropertyDeclarationSyntax { AccessorList.Accessors: var accessors } =>
                accessors.All(static accessor => accessor is { Body: null, ExpressionBody: null }),
            _ => false,
        });
    }

    /// <summary>Whether a constructor gives each argument to the member of its name, as it is.</summary>
    private bool KeepsArguments(IMethodSymbol constructor)
    {
        if (constructor.Parameters.IsEmpty)
        {
            // What it sets is set again afterwards.
            return _mayThrow || constructor.IsImplicitlyDeclared;
        }

        switch (UserCode.GetDeclarations(constructor, default).FirstOrDefault())
        {
            case TypeDeclarationSyntax { ParameterList: not null } type:
                return (_mayThrow || !ComputesInitially(constructor))
                    && Keeps(
                        constructor.ContainingType.BaseType,
                        type.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault()?.ArgumentList,
                        IsInitial);
            case ConstructorDeclarationSyntax declaration:
                HashSet<string> assigned = new(StringComparer.Ordinal);
                INamedTypeSymbol? called = declaration.Initializer.IsKind(SyntaxKind.ThisConstructorInitializer)
                    ? constructor.ContainingType
                    : constructor.ContainingType.BaseType;
                return CollectAssigned(declaration, constructor.ContainingType, assigned)
                    && Keeps(called, declaration.Initializer?.ArgumentList, parameter => assigned.Contains(parameter.Name));
            default:
                return false;
        }

        bool Keeps(INamedTypeSymbol? called, ArgumentListSyntax? arguments, Func<IParameterSymbol, bool> isKept) =>
            constructor.Parameters.All(parameter => isKept(parameter) || IsPassed(parameter, called, arguments))
            && (_mayThrow
                || arguments is null
                || constructor.Parameters.Count(parameter => IsPassed(parameter, called, arguments)) == arguments.Arguments.Count);
    }

    /// <summary>Whether a primary constructor's parameter is what the stored member of its name begins with.</summary>
    private bool IsInitial(IParameterSymbol parameter) =>
        _stored.Where(member =>
            IsAlike(member.Name, parameter.Name)
                && SymbolEqualityComparer.Default.Equals(member.ContainingType, parameter.ContainingType)).Any(member =>
            UserCode.GetDeclarations(member, default).FirstOrDefault() switch
            {
                ParameterSyntax => true,
                PropertyDeclarationSyntax { Initializer.Value: var value } => IsKept(value, parameter.Name),
                VariableDeclaratorSyntax { Initializer.Value: var value } => IsKept(value, parameter.Name),
                _ => false,
            });

    /// <summary>Whether anything begins with more than a primary constructor's parameter as it is, which may throw.</summary>
    private static bool ComputesInitially(IMethodSymbol constructor) =>
        constructor.ContainingType.GetMembers().SelectMany(static member => UserCode.GetDeclarations(member, default)).Any(declaration =>
            (declaration switch
            {
                PropertyDeclarationSyntax { Initializer: var initializer } => initializer,
                VariableDeclaratorSyntax { Initializer: var initializer } => initializer,
                _ => null,
            }) is { Value: not IdentifierNameSyntax and var value }
            && value.DescendantNodes()
                .OfType<IdentifierNameSyntax>()
                .Any(name => constructor.Parameters.Any(parameter => parameter.Name == name.Identifier.ValueText)));

    /// <summary>Whether a parameter is passed on to one of the same name, which keeps it.</summary>
    private bool IsPassed(IParameterSymbol parameter, INamedTypeSymbol? called, ArgumentListSyntax? arguments)
    {
        if (called is null || arguments is null)
        {
            return false;
        }

        int index = arguments.Arguments.IndexOf(argument => argument.NameColon is null && IsKept(argument.Expression, parameter.Name));
        return index >= 0
            && called.InstanceConstructors.Where(constructor =>
                constructor.Parameters.Length == arguments.Arguments.Count && !IsCopying(constructor)).ToArray() is [var target]
            && IsAlike(target.Parameters[index].Name, parameter.Name)
            && SymbolEqualityComparer.Default.Equals(target.ContainingAssembly, parameter.ContainingAssembly)
            && !SymbolEqualityComparer.Default.Equals(target, parameter.ContainingSymbol)
            && KeepsArguments(target);
    }

    private static bool IsCopying(IMethodSymbol constructor) =>
        constructor.Parameters is [{ Type: var only }] && SymbolEqualityComparer.Default.Equals(only, constructor.ContainingType);

    /// <summary>
    /// Finds the parameters that a body assigns to what has their names, once each; false if it does anything else but throw, where it may.
    /// </summary>
    private bool CollectAssigned(ConstructorDeclarationSyntax constructor, INamedTypeSymbol type, HashSet<string> assigned)
    {
        if (constructor.ExpressionBody is { Expression: var only })
        {
            return Collect(only);
        }

        foreach (StatementSyntax statement in constructor.Body?.Statements ?? default)
        {
            if (statement is not ExpressionStatementSyntax { Expression: var expression })
            {
                if (!_mayThrow || !MayOnlyThrow(statement))
                {
                    return false;
                }
            }
            else if (!Collect(expression) && !(_mayThrow && MayOnlyThrow(statement)))
            {
                return false;
            }
        }

        return true;

        bool Collect(ExpressionSyntax expression) =>
            expression is AssignmentExpressionSyntax
            {
                RawKind: (int)SyntaxKind.SimpleAssignmentExpression,
                Left: var left,
                Right: var right
            }
            && (left, right) switch
            {
                (TupleExpressionSyntax { Arguments: var to }, TupleExpressionSyntax { Arguments: var from }) when to.Count == from.Count =>
                    to.Zip(from, static (target, source) => (Target: target.Expression, Source: source.Expression))
                        .All(pair => CollectOne(pair.Target, pair.Source)),
                _ => CollectOne(left, right),
            };

        bool CollectOne(ExpressionSyntax left, ExpressionSyntax right) =>
            GetMemberName(left) is { } name
            && _stored.Any(member => member.Name == name && FieldTypeParser.IsOrDerivesFrom(type, member.ContainingType))
            && constructor.ParameterList.Parameters.Select(static parameter => parameter.Identifier.ValueText)
                .FirstOrDefault(parameter => IsAlike(parameter, name)) is { } parameter
            && (parameter != name || left is MemberAccessExpressionSyntax)
            && IsKept(right, parameter)
            && assigned.Add(parameter);
    }

    /// <summary>The member that an expression names; null if it is something else.</summary>
    public static string? GetMemberName(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax { Identifier.ValueText: var name } => name,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: var name } => name,
        _ => null,
    };

    /// <summary>Whether a statement checks something, and does nothing else.</summary>
    public static bool MayOnlyThrow(StatementSyntax statement) => statement switch
    {
        IfStatementSyntax { Else: null, Statement: ThrowStatementSyntax or BlockSyntax { Statements: [ThrowStatementSyntax] } } =>
            !Changes(statement),
        ExpressionStatementSyntax
        {
            Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } },
        } =>
            name.StartsWith("ThrowIf", StringComparison.Ordinal) && !Changes(statement),
        _ => false,
    };

    private static bool Changes(SyntaxNode node) => node.DescendantNodes().Any(static part =>
        part is AssignmentExpressionSyntax
            or ArgumentSyntax { RefKindKeyword.RawKind: not 0 }
            or PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression }
        || part.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression);

    /// <summary>Whether an expression is a parameter as it is, or throws, where it may.</summary>
    private bool IsKept(ExpressionSyntax? expression, string parameter) => expression switch
    {
        IdentifierNameSyntax { Identifier.ValueText: var name } => name == parameter,
        BinaryExpressionSyntax
        {
            RawKind: (int)SyntaxKind.CoalesceExpression,
            Left: IdentifierNameSyntax { Identifier.ValueText: var name },
            Right: ThrowExpressionSyntax
        } =>
            _mayThrow && name == parameter,
        _ => false,
    };

    public static bool IsAlike(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
