using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>What members call that the compiler writes: constructors that nobody declared, and what a record has of itself.</summary>
internal static class SynthesizedCode
{
    /// <summary>The code that an undeclared member calls.</summary>
    public static IEnumerable<ISymbol> GetCalls(IMethodSymbol member)
    {
        INamedTypeSymbol type = member.ContainingType;
        INamedTypeSymbol? baseRecord = type.BaseType is { IsRecord: true } record ? record : null;
        IEnumerable<ISymbol?> calls = member switch
        {
            { MethodKind: MethodKind.Constructor, Parameters.IsEmpty: true } when !type.IsValueType =>
                [.. GetInitialized(type), GetBaseConstructor(type)],
            { MethodKind: MethodKind.Constructor } when type.IsRecord =>
                [baseRecord is null ? null : ImplicitMembers.FindCopyConstructor(baseRecord)],
            _ when !type.IsRecord => [],
            { Name: WellKnownMemberNames.ObjectToString } => ImplicitMembers.Find(type, "PrintMembers"),
            { Name: "PrintMembers" } =>
                [.. GetPrinted(type), .. baseRecord is null ? [] : ImplicitMembers.Find(baseRecord, "PrintMembers")],
            { Name: WellKnownMemberNames.EqualityOperatorName or WellKnownMemberNames.InequalityOperatorName } => [FindEquals(type)],
            { Name: WellKnownMemberNames.ObjectEquals, Parameters: [{ Type: var compared }] } =>
                SymbolEqualityComparer.Default.Equals(compared, type)
                    ? [.. GetCompared(type), baseRecord is null ? null : FindEquals(baseRecord)]
                    : [FindEquals(type)],
            { Name: WellKnownMemberNames.DeconstructMethodName } =>
                member.Parameters.Select(parameter =>
                    type.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault()?.GetMethod),
            _ => [],
        };
        return calls.OfType<ISymbol>();
    }

    /// <summary>The fields and properties of instances that a constructor gives their first values.</summary>
    public static IEnumerable<ISymbol> GetInitialized(INamedTypeSymbol type) =>
        type.GetMembers()
            .Where(static member =>
                member is IFieldSymbol { IsStatic: false, AssociatedSymbol: null }
                    or IPropertySymbol { IsStatic: false, IsIndexer: false });

    /// <summary>The constructor of the base class that one without <c>base(…)</c> calls.</summary>
    public static IMethodSymbol? GetBaseConstructor(INamedTypeSymbol type) =>
        type.BaseType?.InstanceConstructors.FirstOrDefault(static constructor =>
            constructor.Parameters.All(static parameter => parameter.IsOptional || parameter.IsParams));

    private static IMethodSymbol? FindEquals(INamedTypeSymbol type) => ImplicitMembers.Find(type, WellKnownMemberNames.ObjectEquals)
        .FirstOrDefault(method => method.Parameters is [{ Type: var compared }] && SymbolEqualityComparer.Default.Equals(compared, type));

    private static IEnumerable<ISymbol?> GetPrinted(INamedTypeSymbol type) => type.GetMembers()
        .Where(static member => member is { IsStatic: false, DeclaredAccessibility: Accessibility.Public })
        .SelectMany(static member => member switch
        {
            IPropertySymbol { IsIndexer: false } property => [property.GetMethod, ImplicitMembers.FindText(property.Type)],
            IFieldSymbol field => [ImplicitMembers.FindText(field.Type)],
            _ => Array.Empty<ISymbol?>(),
        });

    private static IEnumerable<ISymbol?> GetCompared(INamedTypeSymbol type) =>
        type.GetMembers()
            .OfType<IFieldSymbol>()
            .Where(static field => !field.IsStatic)
            .Select(static field => ImplicitMembers.FindEquality(field.Type));
}
