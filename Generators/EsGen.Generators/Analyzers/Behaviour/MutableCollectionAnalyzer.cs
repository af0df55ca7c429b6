using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>
/// Reports state of an entity that others could change without an event: a collection that can be seen from outside (ESG026).
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MutableCollectionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.MutableCollection];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(AttributeNames.Entity) is not null)
            {
                start.RegisterSymbolAction(Analyze, SymbolKind.Property, SymbolKind.Field);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        ISymbol member = context.Symbol;
        ITypeSymbol? type = (member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type;
        if (member is { IsStatic: false, IsImplicitlyDeclared: false, DeclaredAccessibility: not Accessibility.Private }
            && type is not null
            && IsMutableCollection(type)
            && EventSourcedType.GetAttribute(member.ContainingType) is not null
            && EntityState.IsRecorded(member)
            && member is not IPropertySymbol { IsIndexer: true }
            && UserCode.GetDeclarations(member, context.CancellationToken).FirstOrDefault() is { } declaration
            && !(declaration is PropertyDeclarationSyntax property && MakesNewCollection(property)))
        {
            Location location = member.Locations.FirstOrDefault(l => l.SourceTree == declaration.SyntaxTree) ?? declaration.GetLocation();
            string typeName = type.WithNullableAnnotation(NullableAnnotation.None)
                .ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.MutableCollection, location, member.Name, typeName));
        }
    }

    /// <summary>Whether a property's value is made anew at each call, so that nobody else has it: <c>=> [.. _lines]</c>.</summary>
    private static bool MakesNewCollection(PropertyDeclarationSyntax property)
    {
        AccessorDeclarationSyntax? getter =
            property.AccessorList?.Accessors.FirstOrDefault(static accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        ExpressionSyntax? value = property.ExpressionBody?.Expression
            ?? getter?.ExpressionBody?.Expression
            ?? (getter?.Body?.Statements is [ReturnStatementSyntax { Expression: var returned }] ? returned : null);
        return value is not null
            and not (IdentifierNameSyntax or FieldExpressionSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax });
    }

    /// <summary>Whether values of a type are collections that can be changed.</summary>
    public static bool IsMutableCollection(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol => true,
        INamedTypeSymbol named
            when named.ContainingNamespace?.ToDisplayString() is "System.Collections"
                or "System.Collections.Generic"
                or "System.Collections.ObjectModel"
                or "System.Collections.Concurrent" =>
            !named.Name.StartsWith("IReadOnly", StringComparison.Ordinal)
            && !named.Name.StartsWith("ReadOnly", StringComparison.Ordinal)
            && named.Name is not ("IEnumerable"
                or "IEnumerator"
                or "IComparer"
                or "IEqualityComparer"
                or "KeyValuePair"
                or "Comparer"
                or "EqualityComparer")
            && (named.Name.StartsWith("I", StringComparison.Ordinal) && named.TypeKind == TypeKind.Interface
                || named.AllInterfaces.Any(static i => i.Name is "ICollection" or "IList" or "IDictionary")),
        _ => false,
    };
}
