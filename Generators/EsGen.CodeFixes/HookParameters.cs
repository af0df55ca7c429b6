using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>A <c>When…</c> or <c>Guard…</c> with the event's record in place of its fields, or the other way round.</summary>
internal static class HookParameters
{
    /// <returns>The hook that takes the record; null if it changes a parameter, which a record can't follow.</returns>
    public static MethodDeclarationSyntax? ToRecord(
        MethodDeclarationSyntax hook,
        string prefix,
        string record,
        int fields,
        SemanticModel model,
        CancellationToken cancellationToken)
    {
        Dictionary<ISymbol, string> properties = new(SymbolEqualityComparer.Default);
        foreach (ParameterSyntax parameter in hook.ParameterList.Parameters.Take(fields))
        {
            properties.Add(
                model.GetDeclaredSymbol(parameter, cancellationToken)!,
                CSharpName.Escape(CSharpName.ToPascalCase(parameter.Identifier.ValueText)));
        }

        string e = "e";
        while (hook.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == e))
        {
            e += "e";
        }

        Dictionary<IdentifierNameSyntax, string> uses = [];
        foreach (IdentifierNameSyntax name in hook.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (model.GetSymbolInfo(name, cancellationToken).Symbol is { } symbol && properties.TryGetValue(symbol, out string? property))
            {
                uses.Add(name, property);
            }
        }

        if (uses.Keys.Any(IsWritten))
        {
            return null;
        }

        MethodDeclarationSyntax changed = hook.ReplaceNodes(
            uses.Keys,
            (old, _) => SyntaxFactory.ParseExpression($"{e}.{uses[old]}").WithTriviaFrom(old));
        return WithParameters(
            changed,
            prefix,
            [$"{record} {e}", .. hook.ParameterList.Parameters.Skip(fields).Select(static parameter => parameter.ToString())]);
    }

    /// <returns>The hook that takes the fields; null if it needs the record as such, or if a name in it is taken.</returns>
    public static MethodDeclarationSyntax? ToFields(
        MethodDeclarationSyntax hook,
        string name,
        RecordDeclarationSyntax record,
        SemanticModel model,
        CancellationToken cancellationToken)
    {
        ISymbol parameter = model.GetDeclaredSymbol(hook.ParameterList.Parameters[0], cancellationToken)!;
        ParameterSyntax[] fields = [.. record.ParameterList!.Parameters];
        IdentifierNameSyntax[] uses =
        [
            .. hook.DescendantNodes().OfType<IdentifierNameSyntax>()
                .Where(use => SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(use, cancellationToken).Symbol, parameter)),
        ];
        HashSet<string> properties = [.. fields.Select(static field => field.Identifier.ValueText)];
        HashSet<string> names = [.. fields.Select(static field => GetParameterName(field).TrimStart('@'))];
        if (!uses.All(use =>
            use.Parent is MemberAccessExpressionSyntax access
                && access.Expression == use
                && properties.Contains(access.Name.Identifier.ValueText))
            || hook.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && names.Contains(token.ValueText)))
        {
            return null;
        }

        MethodDeclarationSyntax changed = hook.ReplaceNodes(
            uses.Select(static use => (MemberAccessExpressionSyntax)use.Parent!),
            static (old, _) =>
                SyntaxFactory.IdentifierName(CSharpName.Escape(Identifier.ToCamelCase(old.Name.Identifier.ValueText))).WithTriviaFrom(old));
        IEnumerable<string> others = hook.ParameterList.Parameters.Skip(1).Select(static other => other.ToString());
        return WithParameters(changed, name, [.. fields.Select(static field => $"{field.Type} {GetParameterName(field)}"), .. others]);
    }

    /// <summary>A record's parameter as a method's is called.</summary>
    public static string GetParameterName(ParameterSyntax field) => CSharpName.Escape(Identifier.ToCamelCase(field.Identifier.ValueText));

    private static bool IsWritten(IdentifierNameSyntax use) => use.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == use,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression }
            or PostfixUnaryExpressionSyntax => true,
        ArgumentSyntax argument =>
            !argument.RefKindKeyword.IsKind(SyntaxKind.None)
                || argument.Parent is TupleExpressionSyntax { Parent: AssignmentExpressionSyntax },
        _ => false,
    };

    private static MethodDeclarationSyntax WithParameters(MethodDeclarationSyntax hook, string name, IEnumerable<string> parameters) => hook
        .WithIdentifier(SyntaxFactory.Identifier(name).WithTriviaFrom(hook.Identifier))
        .WithParameterList(SyntaxFactory.ParseParameterList($"({string.Join(", ", parameters)})").WithTriviaFrom(hook.ParameterList));
}
