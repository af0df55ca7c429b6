using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators.Analyzers;

/// <summary>Reports <c>[FormerNames]</c> where nothing is stored under a name, so that it would do nothing (ESG073).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FormerNamesAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.IdleFormerNames];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (!start.Compilation.GetTypesByMetadataName(AttributeNames.FormerNames).IsEmpty)
            {
                start.RegisterSemanticModelAction(AnalyzeFile);
            }
        });
    }

    /// <summary>
    /// All files, because the attributes of a partial constructor's parameters are no nodes that the compiler calls analyzers for.
    /// </summary>
    private static void AnalyzeFile(SemanticModelAnalysisContext context)
    {
        SyntaxTree tree = context.SemanticModel.SyntaxTree;
        if (UserCode.IsGenerated(tree) || !tree.GetText(context.CancellationToken).ToString().Contains("FormerNames"))
        {
            return;
        }

        foreach (AttributeSyntax attribute in tree.GetRoot(context.CancellationToken).DescendantNodes().OfType<AttributeSyntax>())
        {
            Analyze(context, attribute);
        }
    }

    private static void Analyze(SemanticModelAnalysisContext context, AttributeSyntax attribute)
    {
        if (GetSimpleName(attribute.Name) is not ("FormerNames" or "FormerNamesAttribute")
            || attribute.Parent is not AttributeListSyntax { Parent: { } owner } list
            || context.SemanticModel.GetSymbolInfo(
                attribute,
                context.CancellationToken).Symbol?.ContainingType.ToDisplayString() != AttributeNames.FormerNames)
        {
            return;
        }

        ISymbol? symbol = owner is ParameterSyntax or BasePropertyDeclarationSyntax
            ? context.SemanticModel.GetDeclaredSymbol(owner, context.CancellationToken)
            : null;
        bool isOfProperty = list.Target?.Identifier.IsKind(SyntaxKind.PropertyKeyword) == true;
        string? reason = (owner, symbol) switch
        {
            (AccessorDeclarationSyntax, _) => "it is on an accessor; put it on the property.",
            (_, null) => null,
            _ when attribute.ArgumentList is null or { Arguments.Count: 0 } =>
                "it gives no name; give the names that the field had, or remove it.",
            (_, IParameterSymbol parameter)
                when isOfProperty => parameter.ContainingType?.GetMembers(parameter.Name).OfType<IPropertySymbol>()
                    .FirstOrDefault() is { } made
                ? GetReason(made)
                : null,
            (_, IParameterSymbol parameter) => GetReason(parameter),
            (_, IPropertySymbol property) => GetReason(property),
            _ => null,
        };
        if (reason is not null)
        {
            string target = symbol is null ? "value" : symbol is IPropertySymbol { IsIndexer: true } ? "this" : symbol.Name;
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.IdleFormerNames, attribute.GetLocation(), target, reason));
        }
    }

    private static string? GetSimpleName(NameSyntax name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        _ => null,
    };

    private static string? GetReason(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method)
        {
            return "no event stores this parameter; remove it.";
        }

        INamedTypeSymbol type = method.ContainingType;
        bool isConstructor = method.MethodKind == MethodKind.Constructor;
        if (EventMember.IsAnnotated(method))
        {
            return isConstructor && EventMember.IsId(parameter)
                ? "the id of the entity is no field of the event, and is found by no name; remove it."
                : null;
        }

        if (!isConstructor || EventSourcedType.GetAttribute(type) is not null)
        {
            return $"{(method.Name.Length == 0 ? "this function" : $"'{method.Name}'")} is no event, so that nothing is stored of its "
                + "parameters; put it on the parameter of the event.";
        }

        if (EventMember.IsAnnotated(type))
        {
            return EventFields.Of(type).Contains(parameter, SymbolEqualityComparer.Default)
                ? null
                : "it is no field of the event, whose fields are the parameters of the record itself and its settable properties; put it "
                    + "on one of these.";
        }

        ISymbol? member = FindMember(type, parameter.Name);
        return member is null
            ? $"{type.Name} has no property of that name, so that nothing is stored of it; remove it."
            : GetReasonOfStored(member, type);
    }

    private static string? GetReason(IPropertySymbol property)
    {
        INamedTypeSymbol type = property.ContainingType;
        if (property.IsStatic || property.IsIndexer)
        {
            return $"{(property.IsStatic ? "what is static" : "an indexer")} is not stored; remove it.";
        }

        if (EventMember.IsAnnotated(property))
        {
            return null;
        }

        if (EventSourcedType.GetAttribute(type) is not null)
        {
            return "it is the entity's state, which no event stores by this name; put it on the field of the event that sets it.";
        }

        if (type.TypeKind == TypeKind.Interface)
        {
            return "members of an interface are not stored, but those of the types that implement it; put it on these.";
        }

        IParameterSymbol[] parameters =
            [.. type.InstanceConstructors.SelectMany(static constructor => constructor.Parameters)
                .Where(parameter => IsAlike(parameter.Name, property.Name))];
        if (parameters.Any(static parameter => EventFields.GetFormerNamesAttribute(parameter) is not null))
        {
            return "its parameter has the attribute too, and that one counts; give all names there.";
        }

        if (EventMember.IsAnnotated(type))
        {
            return EventFields.Of(type).Any(field => field.Name == property.Name)
                ? null
                : "it is no field of the event, because it can't be set from outside; remove it.";
        }

        return property.SetMethod is null && !property.IsAbstract && parameters.Length == 0
            ? "it is computed, so that it is not stored; remove it."
            : GetReasonOfStored(property, type);
    }

    private static string? GetReasonOfStored(ISymbol member, INamedTypeSymbol type)
    {
        if (PayloadMember.IsIgnored(member))
        {
            return "it is marked [JsonIgnore], so that it is not stored; remove one of the two attributes.";
        }

        // As a kind of a hierarchy it is an object with names in it.
        return type is { TypeKind: TypeKind.Struct, AllInterfaces: var interfaces }
            && !interfaces.Any(static i =>
                PayloadMember.FindAttribute(i, "System.Text.Json.Serialization.JsonDerivedTypeAttribute") is not null)
            && PayloadObject.Find(PayloadViewer.Of(type), type, out _) is { } found
            && FieldTypeParser.IsAroundOneValue(type, found)
                ? $"{type.Name} is a struct around one value, and is stored as that value, without the name of its member; remove it."
                : null;
    }

    private static ISymbol? FindMember(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            if (declaring.GetMembers()
                .FirstOrDefault(member =>
                    member is IPropertySymbol or IFieldSymbol { AssociatedSymbol: null } && IsAlike(member.Name, name)) is { } member)
            {
                return member;
            }
        }

        return null;
    }

    private static bool IsAlike(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
