using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing.ReadModels;

/// <summary>The indexes: <c>[Indexed]</c> on properties, <c>[Index]</c> on the class.</summary>
internal sealed partial class ReadModelParser
{
    /// <summary>The parameters that finders have beside the members'.</summary>
    private static readonly string[] s_finderParameters = ["models", "from", "to", "descending", "limit", "after", "cancellationToken"];

    private readonly List<IndexModel> _indexes = [];
    private readonly List<ITypeSymbol> _indexSymbols = [];

    private void ParseIndexes()
    {
        foreach (IPropertySymbol property in Type.GetMembers().OfType<IPropertySymbol>().Where(IsWritten))
        {
            if (Attributes.Find(property, AttributeNames.Indexed) is not null)
            {
                AddIndex([property.Name], GetLocation(property));
            }
        }

        foreach (AttributeData attribute in Type.GetAttributes().Where(static attribute => Attributes.Is(attribute, AttributeNames.Index)))
        {
            string[] names = attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false, Values: var values }]
                ? [.. values.Select(static value => value.Value).OfType<string>()]
                : [];
            AddIndex(names, GetLocation(attribute));
        }
    }

    private void AddIndex(string[] names, Location? at)
    {
        string name = string.Join("And", names.Select(CSharpName.ToPascalCase));
        string? problem = names.Length == 0 ? "it has no members; name the properties that it is sorted by"
            : names.Distinct().Count() < names.Length ? "it has a member twice"
            : _indexes.Any(index => index.Name == name) ? "there is one over the same members already"
            : null;
        List<IndexMemberModel> members = [];
        foreach (string member in problem is null ? names : [])
        {
            if (GetIndexMember(member, out problem) is not { } model)
            {
                break;
            }

            members.Add(model);
        }

        if (problem is null && members.Count(static member => member.IsSet) is var sets && (sets > 1 || (sets == 1 && members.Count > 1)))
        {
            problem = "a member with several values stands in an index of its own; mark it with [Indexed]";
        }

        if (problem is null)
        {
            _indexes.Add(new IndexModel(name, new(members)));
            _indexSymbols.AddRange(names.Select(member => Type.GetMembers(member).OfType<IPropertySymbol>().First().Type));
        }
        else
        {
            Report(DiagnosticDescriptors.InvalidIndex, at, name, problem);
        }
    }

    private IndexMemberModel? GetIndexMember(string name, out string? problem)
    {
        problem = null;
        if (Type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault() is not { } property
            || !(_declaredTypes.TryGetValue(name, out FieldTypeModel? declared) || IsKeyMember(property, out declared)))
        {
            problem = $"'{name}' is no property that is stored";
            return null;
        }

        bool isSet = declared.Arguments.Count == 1 && declared.Shape != FieldShape.NullableValue;
        FieldTypeModel type = isSet ? declared.Element! : declared;
        if (!IsIndexable(type))
        {
            problem =
                $"values of {Describe(property.Type)} have no order that an index could have; use a text, a number, a truth value, a "
                    + "time, a GUID, an enum, a struct around one of these, or a collection of them";
            return null;
        }

        string parameter = Identifier.ToCamelCase(name);
        return new IndexMemberModel(
            CSharpName.Escape(name),
            CSharpName.Escape(s_finderParameters.Contains(parameter) ? parameter + "Value" : parameter),
            type.Name,
            !isSet && property.Type.IsReferenceType ? type with { AllowsNull = true } : type,
            isSet ? declared.Shape : null);
    }

    private bool IsKeyMember(IPropertySymbol property, out FieldTypeModel type)
    {
        type = s_guid;
        if (!SymbolEqualityComparer.Default.Equals(property, _keyMember))
        {
            return false;
        }

        type = _fieldTypes.Parse(property.Type, out string? reason, property);
        return reason is null;
    }

    private bool IsIndexable(FieldTypeModel type) => type switch
    {
        { Shape: FieldShape.Enum } => true,
        { PrimitiveType: { } primitive } => primitive.IsOrdered,
        { Shape: FieldShape.NullableValue } => IsIndexable(type.Element!),
        { Shape: FieldShape.SingleValue } => FindSingleValue(type) is { } single && IsIndexable(single.Member.Type),
        _ => false,
    };
}
