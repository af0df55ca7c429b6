using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>The fields of events.</summary>
internal sealed partial class EntityParser
{
    private FieldModel? ParseField(ISymbol symbol, ITypeSymbol type, string eventName, List<FieldModel> others, ref bool isHealthy)
    {
        string propertyName = CSharpName.ToPascalCase(symbol.Name);
        string escaped = CSharpName.Escape(propertyName);
        ISymbol field = EventFields.GetDeclared(symbol);
        string jsonName = EventFields.GetStoredName(symbol);
        string? reason = propertyName switch
        {
            _ when others.Any(other => other.PropertyName == escaped || other.JsonName == jsonName) =>
                "another field has this name but for its casing; rename it.",
            _ when propertyName == eventName => "the event's record has this name itself; rename it.",
            _ when EventFields.Reserved.Contains(propertyName) => "every record has a member of this name; rename it.",
            _ => null,
        };
        SyntaxNodeOrToken at = GetIdentifier(symbol);
        if (reason is not null)
        {
            Report(DiagnosticDescriptors.UnusableFieldName, at, symbol.Name, eventName, reason);
            return null;
        }

        int unvouched = _fieldTypes.Unvouched.Count;
        FieldTypeModel fieldType = _fieldTypes.Parse(type, out reason, symbol, field);
        foreach (UnnamedKind kind in _fieldTypes.TakeUnnamedKinds())
        {
            Report(DiagnosticDescriptors.UnnamedKind, at, kind.Proposal, [], symbol.Name, kind.Hierarchy.Name, kind.Kind.Name, kind.Advice);
        }

        if (GetTypes(type).Any(static part => part.Name == "Event") && IsWrittenAs(symbol, "Event"))
        {
            // Whatever it was, it is the generated base now.
            Report(
                DiagnosticDescriptors.UnsupportedFieldType,
                at,
                symbol.Name,
                "'Event' is the base of all events here; write a type of yours with its namespace, or give it another name.");
            return null;
        }

        if (PayloadMember.IsIgnored(field))
        {
            reason ??= "it is marked [JsonIgnore], but what isn't stored can't be replayed; remove the attribute, or the field.";
        }

        if (reason is not null)
        {
            Report(DiagnosticDescriptors.UnsupportedFieldType, at, symbol.Name, reason);
            isHealthy = false;
            if (type.IsRefLikeType || type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer)
            {
                return null;
            }
        }
        else
        {
            ReportUnseenState(symbol.Name, at, _fieldTypes.Unvouched.Skip(unvouched));
        }

        return new FieldModel
        {
            IsUnresolved = reason is null && fieldType.Shape == FieldShape.Unsupported,
            PropertyName = escaped,
            VariableName = CSharpName.Escape(Identifier.ToCamelCase(propertyName)),
            JsonName = jsonName,
            FormerNames = EventFields.GetFormerNames(symbol, field),
            Type = fieldType,
            Default = symbol is IParameterSymbol parameter ? DefaultExpression.Of(parameter) : null,
            AssignedTo =
                (IsOfEntity(symbol)
                    ? (IPropertySymbol)symbol
                    : FindAssigned(propertyName, type) ?? FindAssigned(symbol.Name, type)) is { } property
                        ? CSharpName.Escape(property.Name)
                        : null,
        };
    }

    private void ReportUnseenState(string name, SyntaxNodeOrToken at, IEnumerable<INamedTypeSymbol> types)
    {
        foreach (INamedTypeSymbol type in types)
        {
            Report(
                DiagnosticDescriptors.UnseenState,
                at,
                Proposals.Of(Proposals.Type, type.OriginalDefinition.GetDocumentationCommentId()),
                [],
                name,
                ConverterAdvice.Describe(type),
                type.ContainingAssembly.Name,
                ConverterAdvice.Describe(Vouching.GetTypeOf(type)));
        }
    }

    // An event property's own field, that is; a record's property belongs to the record.
    private bool IsOfEntity(ISymbol symbol) =>
        symbol is IPropertySymbol && SymbolEqualityComparer.Default.Equals(symbol.ContainingType, _type);

    private static string? RenameToField((ISymbol Symbol, ITypeSymbol Type)[] sources, string parameter) =>
        sources.Any(source => source.Symbol.Name == parameter) ? CSharpName.ToPascalCase(parameter) : null;
}
