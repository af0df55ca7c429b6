using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Symbols;

/// <summary>A member's declaration as the other half of it must repeat it: modifiers as written, types in full.</summary>
internal static class MemberSignature
{
    private static readonly SymbolDisplayFormat s_constraints = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeTypeParameters)
        .WithMemberOptions(SymbolDisplayMemberOptions.None);

    public static string Of(IMethodSymbol method, BaseMethodDeclarationSyntax declaration)
    {
        string parameters = string.Join(", ", method.Parameters.Select(OfParameter));
        string modifiers = GetModifiers(declaration.Modifiers);
        if (method.MethodKind == MethodKind.Constructor)
        {
            return $"{modifiers}{CSharpName.Escape(method.ContainingType.Name)}({parameters})";
        }

        string returnType = method.ReturnsVoid
            ? "void"
            : (method.RefKind == RefKind.Ref ? "ref " : method.RefKind == RefKind.RefReadOnly ? "ref readonly " : "")
                + SourceName.Of(method.ReturnType);
        string typeParameters = method.TypeParameters.IsEmpty
            ? ""
            : $"<{string.Join(", ", method.TypeParameters.Select(static p => CSharpName.Escape(p.Name)))}>";
        return $"{modifiers}{returnType} {CSharpName.Escape(method.Name)}{typeParameters}({parameters}){GetConstraints(method)}";
    }

    public static string Of(IPropertySymbol property, BasePropertyDeclarationSyntax declaration)
    {
        string name = property.IsIndexer
            ? $"this[{string.Join(", ", property.Parameters.Select(OfParameter))}]"
            : CSharpName.Escape(property.Name);
        string reference = property.RefKind == RefKind.Ref ? "ref " : property.RefKind == RefKind.RefReadOnly ? "ref readonly " : "";
        return $"{GetModifiers(declaration.Modifiers)}{reference}{SourceName.Of(property.Type)} {name}";
    }

    /// <summary>
    /// The attributes by which the compiler fills a parameter in from the call, for another method with it; empty without one.
    /// </summary>
    public static string GetCallerInfo(IParameterSymbol parameter)
    {
        const string Namespace = "System.Runtime.CompilerServices.";
        string[] attributes =
        [
            .. parameter.GetAttributes().Where(static attribute => attribute.AttributeClass is { Name: var name } type
                    && name.StartsWith("Caller", StringComparison.Ordinal)
                    && type.ToDisplayString().StartsWith(Namespace, StringComparison.Ordinal))
                .Select(static attribute => "global::" + attribute),
        ];
        return attributes.Length == 0 ? "" : $"[{string.Join(", ", attributes)}] ";
    }

    public static string OfParameter(IParameterSymbol parameter)
    {
        // Some parameters are scoped without the word, and then it must not be repeated.
        ParameterSyntax? syntax = parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as ParameterSyntax;
        string scoped = syntax?.Modifiers.Any(SyntaxKind.ScopedKeyword) == true ? "scoped " : "";
        string modifier = parameter switch
        {
            { IsParams: true } => "params ",
            { RefKind: RefKind.Ref } => "ref ",
            { RefKind: RefKind.Out } => "out ",
            { RefKind: RefKind.In } => "in ",
            { RefKind: RefKind.RefReadOnlyParameter } => "ref readonly ",
            _ => "",
        };

        // The compiler doesn't know a type that is still to be generated; its name as written is all there is then, unless it is that of a
        // type in one that the compiler knows. 'Event' will be another type then.
        string type = parameter.Type is { TypeKind: TypeKind.Error, ContainingType: null }
            or { TypeKind: not TypeKind.Error, Name: "Event" } && syntax?.Type is { } written
            ? written.ToString()
            : SourceName.Of(parameter.Type);
        return $"{scoped}{modifier}{type} {CSharpName.Escape(parameter.Name)}";
    }

    private static string GetModifiers(SyntaxTokenList modifiers) =>
        string.Concat(modifiers.Where(static modifier => !modifier.IsKind(SyntaxKind.AsyncKeyword))
            .Select(static modifier => modifier.Text + " "));

    private static string GetConstraints(IMethodSymbol method)
    {
        string text = method.ToDisplayString(s_constraints);
        int where = text.IndexOf(" where ", StringComparison.Ordinal);
        return where < 0 ? "" : text.Substring(where);
    }
}
