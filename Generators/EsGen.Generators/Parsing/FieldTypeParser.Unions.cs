using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing;

/// <summary>Unions of C# 15.</summary>
internal sealed partial class FieldTypeParser
{
    private (PayloadTypeModel? Model, string? Reason) ParseUnion(INamedTypeSymbol type, string name)
    {
        AttributeData[] names =
            [.. type.GetAttributes().Where(static attribute => attribute.AttributeClass?.ToDisplayString() == AttributeNames.UnionCase)];
        List<(ITypeSymbol Type, UnionCaseModel Model)> cases = [];
        bool allowsNull = false;
        foreach (ITypeSymbol parameter in UnionType.GetCases(type))
        {
            ITypeSymbol plain = GetWithoutNull(parameter);
            allowsNull |= IsNullable(parameter);
            string caseName = FindName(names, plain) ?? Describe(plain);
            FieldTypeModel model = ParsePart(plain, declaredConverter: null, out string? reason);
            if (reason is SaidByCompiler)
            {
                return (null, reason);
            }

            reason = reason is not null
                ? $"its case {Describe(plain)}: {reason}"
                : GetReasonAgainstCase(type, plain, model, caseName, cases);
            if (reason is not null)
            {
                return (null, reason);
            }

            cases.Add((plain, new UnionCaseModel(model, SourceName.Of(parameter), caseName)));
        }

        return cases.Count == 0 ? (null, $"the union {Describe(type)} has no cases; give it some.")
            : allowsNull && cases.Any(static other => other.Model.Name == UnionTypeModel.Null)
                ? (
                    null,
                    $"a case of {Describe(type)} is stored as '{UnionTypeModel.Null}', which is what null is stored as; give it another "
                        + "name with [UnionCase].")
            : names.FirstOrDefault(attribute => !cases.Any(other => IsNamed(attribute, other.Type))) is { } stray
                ? (
                    null,
                    $"[UnionCase] on {Describe(type)} "
                        + $"names {(stray.ConstructorArguments is [{ Value: ITypeSymbol named }, ..] ? Describe(named) : "a type")}, "
                            + "which is no case of it; remove it.")
            : (new UnionTypeModel(name, new(cases.Select(static other => other.Model)), allowsNull), null);
    }

    private string? GetReasonAgainstCase(
        INamedTypeSymbol type,
        ITypeSymbol plain,
        FieldTypeModel model,
        string caseName,
        List<(ITypeSymbol Type, UnionCaseModel Model)> others) => model.Shape switch
        {
            _ when plain.IsTupleType =>
                $"its case {Describe(plain)} is a tuple, which has no name to be told from other cases by; make it a record.",
            _ when others.FirstOrDefault(other => Overlap(other.Type, other.Model.Type, plain, model)).Type is { } other =>
                $"the cases {Describe(other)} and {Describe(plain)} of the union {Describe(type)} overlap, so that it couldn't be told "
                    + "which of them was stored; leave one of them out.",
            _ when others.Any(other => other.Model.Name == caseName) || caseName.Length == 0 =>
                $"two cases of the union {Describe(type)} would be stored as '{caseName}'; give one of them a name with "
                    + $"[UnionCase(typeof({Describe(plain)}), \"…\")].",
            FieldShape.Object
                when _table.Find(FieldShape.Object, model.PlainName) is ObjectTypeModel o
                    && o.StoredMembers.Any(static member => member.JsonName == UnionTypeModel.Discriminator) =>
                $"{Describe(plain)} has a member with the JSON name '{UnionTypeModel.Discriminator}', which says of which case "
                    + $"a {Describe(type)} is; give it another with [JsonPropertyName].",
            _ => null,
        };

    private static ITypeSymbol GetWithoutNull(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0]
        : type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)
        : type;

    private static string? FindName(AttributeData[] names, ITypeSymbol plain) =>
        names.FirstOrDefault(attribute => IsNamed(attribute, plain))?.ConstructorArguments is [_, { Value: string name }] ? name : null;

    private static bool IsNamed(AttributeData attribute, ITypeSymbol plain) =>
        attribute.ConstructorArguments is [{ Value: ITypeSymbol named }, ..] && SymbolEqualityComparer.Default.Equals(named, plain);

    /// <summary>Whether a value could be of both cases.</summary>
    private static bool Overlap(ITypeSymbol left, FieldTypeModel leftModel, ITypeSymbol right, FieldTypeModel rightModel) =>
        SymbolEqualityComparer.Default.Equals(left, right)
        || IsOrDerivesFrom(left, right)
        || IsOrDerivesFrom(right, left)
        // By variance, or because a class implements both, more passes for an interface than its declaration says.
        || (IsOpen(left) && IsCollection(right, rightModel))
        || (IsOpen(right) && IsCollection(left, leftModel));

    private static bool IsOpen(ITypeSymbol type) => type.TypeKind == TypeKind.Interface;

    private static bool IsCollection(ITypeSymbol type, FieldTypeModel model) => IsOpen(type) || Model.PayloadTypes.IsCollection(model);

    public static bool IsOrDerivesFrom(ITypeSymbol derived, ITypeSymbol type)
    {
        for (ITypeSymbol? current = derived; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, type))
            {
                return true;
            }
        }

        return derived.AllInterfaces.Contains(type, SymbolEqualityComparer.Default);
    }
}
