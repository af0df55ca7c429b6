using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Simplification;

namespace EsGen.CodeFixes;

/// <summary>An auto-property that shows a collection, as the field and the read-only property that it could be.</summary>
internal sealed class CollectionProperty
{
    private static readonly string[] s_readOnlyTypes = ["IReadOnlyList", "IReadOnlyDictionary", "IReadOnlySet", "IReadOnlyCollection"];

    private static readonly SymbolDisplayFormat s_type = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private readonly string _fieldName;
    private readonly ITypeSymbol _shownType;
    private readonly TypeSyntax _fieldType;
    private readonly bool _isAssigned;

    private CollectionProperty(
        PropertyDeclarationSyntax property,
        string fieldName,
        ITypeSymbol shownType,
        TypeSyntax fieldType,
        bool isAssigned,
        List<(DocumentId Document, SimpleNameSyntax Use)> usesInside)
    {
        Property = property;
        UsesInside = usesInside;
        _fieldName = fieldName;
        _shownType = shownType;
        _fieldType = fieldType;
        _isAssigned = isAssigned;
    }

    public PropertyDeclarationSyntax Property { get; }

    public string ShownTypeName => _shownType.Name;

    /// <summary>Where the class itself uses the property.</summary>
    public List<(DocumentId Document, SimpleNameSyntax Use)> UsesInside { get; }

    /// <returns>Null if it isn't a plain auto-property, if an event assigns it by itself, or if it is assigned from outside.</returns>
    public static async Task<CollectionProperty?> FindAsync(
        PropertyDeclarationSyntax property,
        SemanticModel model,
        Solution solution,
        CancellationToken cancellationToken)
    {
        if (property.AccessorList is not { Accessors: var accessors }
            || accessors.Any(static accessor =>
                accessor.Body is not null || accessor.ExpressionBody is not null || accessor.IsKind(SyntaxKind.InitAccessorDeclaration))
            || property.Modifiers.Any(static modifier =>
                modifier.Kind() is SyntaxKind.PartialKeyword or SyntaxKind.VirtualKeyword or SyntaxKind.RequiredKeyword)
            || model.GetDeclaredSymbol(property, cancellationToken) is not { ContainingType: { } entity } symbol
            || IsAssignedByAnEvent(symbol)
            || entity.AllInterfaces.Any(type => type.GetMembers(symbol.Name).Length > 0)
            || GetStoredType(property, symbol.Type, model, cancellationToken) is not { } storedType
            || GetShownType(storedType) is not { } shownType)
        {
            return null;
        }

        bool isConcrete = SymbolEqualityComparer.Default.Equals(storedType, symbol.Type);

        bool isAssigned = false;
        List<(DocumentId, SimpleNameSyntax)> uses = [];
        foreach (ReferencedSymbol referenced in await SymbolFinder.FindReferencesAsync(symbol, solution, cancellationToken)
            .ConfigureAwait(false))
        {
            foreach (ReferenceLocation location in referenced.Locations)
            {
                if (location.Document is SourceGeneratedDocument
                    || await location.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
                    || root.FindNode(location.Location.SourceSpan, getInnermostNodeForTie: true) is not SimpleNameSyntax use)
                {
                    continue;
                }

                bool isInside = IsInside(use, entity, cancellationToken);
                if (IsWrite(use))
                {
                    isAssigned = true;
                    if (!isInside || !isConcrete)
                    {
                        return null;
                    }
                }

                if (isInside && !IsNamed(use))
                {
                    uses.Add((location.Document.Id, use));
                }
            }
        }

        string name = "_" + Identifier.ToCamelCase(symbol.Name);
        string fieldName = name;
        for (int i = 2; entity.GetMembers(fieldName).Length > 0; i++)
        {
            fieldName = name + i;
        }

        TypeSyntax fieldType = isConcrete
            ? property.Type.WithoutTrivia()
            : SyntaxFactory.ParseTypeName(storedType.ToDisplayString(s_type)).WithAdditionalAnnotations(Simplifier.Annotation);
        return new CollectionProperty(property, fieldName, shownType, fieldType, isAssigned, uses);
    }

    public SimpleNameSyntax Rename(SimpleNameSyntax use) =>
        use.WithIdentifier(SyntaxFactory.Identifier(_fieldName).WithTriviaFrom(use.Identifier));

    /// <summary>The field, which takes the place of the property; the blank lines before that become its own.</summary>
    public MemberDeclarationSyntax MakeField()
    {
        string value = Property.Initializer is { } initializer ? " " + initializer.WithoutTrivia() : "";
        FieldDeclarationSyntax field =
            (FieldDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(
                $"private {(_isAssigned ? "" : "readonly ")}object {_fieldName}{value};")!;
        return field.WithDeclaration(field.Declaration.WithType(_fieldType.WithTriviaFrom(field.Declaration.Type)))
            .WithLeadingTrivia(GetSpaceBefore())
            .WithTrailingTrivia(NewMember.GetLineEnd(Property));
    }

    public PropertyDeclarationSyntax MakeProperty()
    {
        SyntaxTriviaList space = GetSpaceBefore();
        SyntaxTriviaList own = SyntaxFactory.TriviaList(Property.GetLeadingTrivia().Skip(space.Count));
        SyntaxTrivia[] indentation = [.. space.Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))];
        TypeSyntax type = SyntaxFactory.ParseTypeName(_shownType.ToDisplayString(s_type)).WithAdditionalAnnotations(Simplifier.Annotation);
        return Property
            .WithType(type.WithTriviaFrom(Property.Type))
            .WithIdentifier(Property.Identifier.WithTrailingTrivia(SyntaxFactory.Space))
            .WithAccessorList(null)
            .WithInitializer(null)
            .WithExpressionBody(SyntaxFactory.ArrowExpressionClause(
                SyntaxFactory.Token(SyntaxKind.EqualsGreaterThanToken).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.IdentifierName(_fieldName)))
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(Property.GetTrailingTrivia()))
            .WithLeadingTrivia(SyntaxFactory.TriviaList([NewMember.GetLineEnd(Property), .. indentation, .. own]));
    }

    private SyntaxTriviaList GetSpaceBefore() =>
        SyntaxFactory.TriviaList(Property.GetLeadingTrivia()
            .TakeWhile(static trivia => trivia.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia));

    /// <summary>
    /// The type of the collection itself: what an interface such as <c>IList</c> is initialized with, which has a read-only face too.
    /// </summary>
    private static ITypeSymbol? GetStoredType(
        PropertyDeclarationSyntax property,
        ITypeSymbol type,
        SemanticModel model,
        CancellationToken cancellationToken) =>
        type.TypeKind != TypeKind.Interface
            ? type
            : property.Initializer?.Value switch
            {
                ObjectCreationExpressionSyntax creation => model.GetTypeInfo(creation, cancellationToken).Type,

                // What the compiler makes of one, too.
                CollectionExpressionSyntax when type is INamedTypeSymbol { Name: "IList" or "ICollection", TypeArguments: [var item] } =>
                    model.Compilation.GetTypeByMetadataName("System.Collections.Generic.List`1")?.Construct(
                        [item],
                        [item.NullableAnnotation]),
                _ => null,
            };

    private static ITypeSymbol? GetShownType(ITypeSymbol type) => s_readOnlyTypes
        .Select(name =>
            type.AllInterfaces.FirstOrDefault(shown =>
                shown.Name == name && shown.ContainingNamespace.ToDisplayString() == "System.Collections.Generic"))
        .FirstOrDefault(static shown => shown is not null)
        ?.WithNullableAnnotation(type.NullableAnnotation);

    /// <summary>Whether an event has a field of the property's name: without a <c>When…</c> it would assign the property itself.</summary>
    private static bool IsAssignedByAnEvent(IPropertySymbol property) =>
        EventMember.IsAnnotated(property)
        || EventMember.GetAll(property.ContainingType).Any(annotated => annotated.Member switch
        {
            IMethodSymbol method => method.Parameters.Any(parameter => CSharpName.ToPascalCase(parameter.Name) == property.Name),
            INamedTypeSymbol record => record.GetMembers(property.Name).OfType<IPropertySymbol>().Any(),
            _ => false,
        });

    private static bool IsInside(SyntaxNode use, INamedTypeSymbol entity, CancellationToken cancellationToken) =>
        UserCode.GetDeclarations(entity, cancellationToken)
            .Any(part => part.SyntaxTree.FilePath == use.SyntaxTree.FilePath && part.Span.Contains(use.Span));

    private static bool IsNamed(SyntaxNode use) =>
        use.IsPartOfStructuredTrivia()
        || use.Ancestors()
            .OfType<InvocationExpressionSyntax>()
            .Any(static call => call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" });

    private static bool IsWrite(SimpleNameSyntax use)
    {
        SyntaxNode expression = use.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == use => access,
            MemberBindingExpressionSyntax binding => binding,
            _ => use,
        };
        while (expression.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax tuple })
        {
            expression = tuple;
        }

        return expression.Parent switch
        {
            AssignmentExpressionSyntax { Right: InitializerExpressionSyntax } => false,
            AssignmentExpressionSyntax assignment => assignment.Left == expression,
            _ => false,
        };
    }
}
