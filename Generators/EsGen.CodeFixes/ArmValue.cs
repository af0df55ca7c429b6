using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace EsGen.CodeFixes;

/// <summary>A value that the arm of an event computes, as the field of the event that it could be.</summary>
internal sealed class ArmValue
{
    private static readonly SymbolDisplayFormat s_type = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private readonly ExpressionSyntax _value;
    private readonly TypeSyntax _type;
    private readonly IMethodSymbol _arm;

    private ArmValue(ExpressionSyntax value, TypeSyntax type, string name, IMethodSymbol arm, IMethodSymbol maker)
    {
        _value = value;
        _type = type;
        _arm = arm;
        Name = name;
        Maker = maker;
    }

    /// <summary>The name of the parameter.</summary>
    public string Name { get; }

    /// <summary>What makes the event: its method, the entity's constructor, or that of the user's record.</summary>
    public IMethodSymbol Maker { get; }

    public bool IsOfRecord => Maker.ContainingType.IsRecord;

    /// <summary>What the arm has in the value's place.</summary>
    public ExpressionSyntax Replacement => IsOfRecord
        ? SyntaxFactory.ParseExpression($"{CSharpName.Escape(_arm.Parameters[0].Name)}.{Name}")
        : SyntaxFactory.IdentifierName(Name);

    /// <param name="expression">The value.</param>
    /// <param name="model">Its document's.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>
    /// Null if it isn't in the arm of an event that can have one more field, if an event can't store it, or if it needs something that only
    /// the arm has. The event of a property has the property's value and nothing else.
    /// </returns>
    public static ArmValue? Find(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken)
    {
        if (expression is AwaitExpressionSyntax
            || expression.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } declaration
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not { } arm
            || !EntityHooks.IsArm(arm)
            || HookMethod.FindMember(arm) is not { } member
            || FindMaker(member, cancellationToken) is not { } maker
            || model.GetTypeInfo(
                expression,
                cancellationToken).Type is not { TypeKind: not TypeKind.Error, SpecialType: not SpecialType.System_Void } type
            || !expression.DescendantNodesAndSelf().All(node => CanMove(node, arm.ContainingType, model, cancellationToken)))
        {
            return null;
        }

        _ = new FieldTypeParser(arm.ContainingType).Parse(type, out string? reason);
        if (reason is not null)
        {
            return null;
        }

        // A caller's file may know types by other names.
        ExpressionSyntax value = expression
            .ReplaceNodes(
                expression.DescendantNodes().OfType<NameSyntax>().Where(name => IsLeftmostType(name, model, cancellationToken)),
                (old, _) => Qualify(old, (ITypeSymbol)model.GetSymbolInfo(old, cancellationToken).Symbol!))
            .WithoutTrivia();
        HashSet<string> taken =
        [
            .. maker.Parameters.Concat(arm.Parameters).Select(static parameter => CSharpName.ToPascalCase(parameter.Name)),
            .. declaration.DescendantTokens()
                .Where(static token =>
                    token.IsKind(SyntaxKind.IdentifierToken) && token.Parent is VariableDeclaratorSyntax or SingleVariableDesignationSyntax)
                .Select(static token => CSharpName.ToPascalCase(token.ValueText)),
            .. EventFields.Reserved,
            .. maker.ContainingType.IsRecord ? maker.ContainingType.GetMembers().Select(static other => other.Name) : [],
            EventMember.GetEventName(member) ?? "",
            member.Name,
        ];
        string proposal = CSharpName.ToPascalCase(ProposeName(expression));
        string name = proposal;
        for (int i = 2; taken.Contains(name); i++)
        {
            name = proposal + i;
        }

        bool isNullable = type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated };
        TypeSyntax parameterType =
            ParseType(type.WithNullableAnnotation(isNullable ? NullableAnnotation.Annotated : NullableAnnotation.NotAnnotated));
        return new ArmValue(
            value,
            parameterType,
            CSharpName.Escape(maker.ContainingType.IsRecord ? name : Identifier.ToCamelCase(name)),
            arm,
            maker);
    }

    /// <summary>The user's parameter lists that have the event's fields.</summary>
    public IEnumerable<ParameterListSyntax> GetParameterLists(CancellationToken cancellationToken)
    {
        if (IsOfRecord)
        {
            return UserCode.GetDeclarations(Maker, cancellationToken)
                .OfType<RecordDeclarationSyntax>()
                .Select(static record => record.ParameterList!);
        }

        IEnumerable<ISymbol> guards = Maker.ContainingType.GetMembers("Guard" + _arm.Name.Substring("When".Length));
        return guards.Append(_arm).Append(Maker)
            .SelectMany(method => UserCode.GetDeclarations(method, cancellationToken))
            .OfType<BaseMethodDeclarationSyntax>()
            .Distinct()
            .Select(static declaration => declaration.ParameterList);
    }

    public ParameterListSyntax AddParameter(ParameterListSyntax list) => list.WithParameters(Insert(
        list.Parameters,
        GetPosition(withId: list.Parent is not MethodDeclarationSyntax),
        SyntaxFactory.Parameter(SyntaxFactory.Identifier(Name)).WithType(_type.WithTrailingTrivia(SyntaxFactory.Space))));

    /// <param name="list">The arguments of a call that makes the event.</param>
    /// <param name="offset">How many arguments come before those of the event.</param>
    public ArgumentListSyntax AddArgument(ArgumentListSyntax list, int offset)
    {
        int position = offset + GetPosition(withId: true);
        ArgumentSyntax argument = SyntaxFactory.Argument(_value);
        bool isPositional = list.Arguments.Take(position).All(static given => given.NameColon is null) && list.Arguments.Count >= position;
        return list.WithArguments(isPositional
            ? Insert(list.Arguments, position, argument)
            : Insert(
                list.Arguments,
                list.Arguments.Count,
                argument.WithNameColon(SyntaxFactory.NameColon(Name).WithTrailingTrivia(SyntaxFactory.Space))));
    }

    /// <summary>What must be given comes before what may be left out; the id of an entity is no field of its event.</summary>
    private int GetPosition(bool withId) => Maker.Parameters.Count(parameter =>
        !parameter.HasExplicitDefaultValue && (withId || Maker.MethodKind != MethodKind.Constructor || !EventMember.IsId(parameter)));

    private static IMethodSymbol? FindMaker(ISymbol member, CancellationToken cancellationToken) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor } method => method,
        INamedTypeSymbol record => record.InstanceConstructors.FirstOrDefault(constructor =>
            UserCode.GetDeclarations(constructor, cancellationToken)
                .Any(static declaration => declaration is RecordDeclarationSyntax { ParameterList: not null })),
        _ => null,
    };

    private static SeparatedSyntaxList<T> Insert<T>(SeparatedSyntaxList<T> list, int position, T item)
        where T : SyntaxNode
    {
        SyntaxToken comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        List<SyntaxToken> separators = [.. list.GetSeparators()];
        if (list.Count > 0)
        {
            separators.Insert(Math.Min(position, separators.Count), comma);
        }

        List<T> items = [.. list];
        items.Insert(position, item);
        return SyntaxFactory.SeparatedList(items, separators);
    }

    private static ExpressionSyntax Qualify(NameSyntax name, ITypeSymbol type) => name.Parent is MemberAccessExpressionSyntax
        ? SyntaxFactory.ParseExpression(type.ToDisplayString(s_type)).WithTriviaFrom(name).WithAdditionalAnnotations(Simplifier.Annotation)
        : ParseType(type).WithTriviaFrom(name);

    private static TypeSyntax ParseType(ITypeSymbol type) =>
        SyntaxFactory.ParseTypeName(type.ToDisplayString(s_type)).WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>Whether a part of the value means the same outside of the arm, wherever the event's method is called.</summary>
    private static bool CanMove(
        SyntaxNode node,
        INamedTypeSymbol entity,
        SemanticModel model,
        CancellationToken cancellationToken) => node switch
        {
            InstanceExpressionSyntax => false,
            SimpleNameSyntax => model.GetSymbolInfo(node, cancellationToken).Symbol switch
            {
                ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction } => false,
                { ContainingType: { } container } member when SymbolEqualityComparer.Default.Equals(container, entity) =>
                    member is { IsStatic: true, DeclaredAccessibility: Accessibility.Public },
                _ => true,
            },
            _ => true,
        };

    private static bool IsLeftmostType(NameSyntax name, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(name, cancellationToken).Symbol is INamedTypeSymbol
        && name.Parent is not QualifiedNameSyntax
        && !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
        && !name.Ancestors().OfType<TypeArgumentListSyntax>().Any();

    /// <summary>The name of what the value is assigned to, else of the member that it comes from.</summary>
    private static string ProposeName(ExpressionSyntax expression) => expression.Parent switch
    {
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } => target.Identifier.ValueText.TrimStart('_'),
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax target } => target.Name.Identifier.ValueText.TrimStart('_'),
        _ => expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method } } =>
                WithoutPrefix(WithoutPrefix(method, "New"), "Get"),
            _ => "value",
        },
    };

    private static string WithoutPrefix(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length && char.IsUpper(name[prefix.Length])
            ? name.Substring(prefix.Length)
            : name;
}
