using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing.ReadModels;

/// <summary>The state of a document: every field and auto-property.</summary>
internal sealed partial class ReadModelParser
{
    private readonly List<FieldModel> _members = [];

    // The models of members as they are declared: storage lets a reference be null that nothing has set yet.
    private readonly Dictionary<string, FieldTypeModel> _declaredTypes = new(StringComparer.Ordinal);
    private IPropertySymbol? _keyMember;

    private void ParseMembers()
    {
        foreach (ISymbol member in Type.GetMembers().Where(IsWritten))
        {
            switch (member)
            {
                case IPropertySymbol { IsStatic: false, IsIndexer: false } property when EntityState.IsAutoProperty(property):
                    if (IsKey(property))
                    {
                        SetKeyMember(property);
                    }
                    else
                    {
                        CheckOutside(property);
                        AddMember(property, property.Type);
                    }

                    break;
                case IFieldSymbol { IsStatic: false, IsConst: false, AssociatedSymbol: null } field:
                    AddMember(field, field.Type);
                    break;
                case IEventSymbol { IsStatic: false } e:
                    Report(
                        DiagnosticDescriptors.UnstorableMember,
                        GetLocation(e),
                        e.Name,
                        Type.Name,
                        "an event of C# is code, which can't be stored; remove it.");
                    break;
            }
        }
    }

    private static bool IsKey(IPropertySymbol property) =>
        Attributes.Find(property, AttributeNames.Key) is not null
        || PayloadMember.FindAttribute(property, "System.ComponentModel.DataAnnotations.KeyAttribute") is not null;

    private void SetKeyMember(IPropertySymbol property)
    {
        if (_keyMember is not null)
        {
            Report(
                DiagnosticDescriptors.ReadModelKey,
                GetLocation(property),
                $"'{Type.Name}' has two properties with [Key]; a document has one.");
            return;
        }

        _keyMember = property;
        if (property.SetMethod is not { DeclaredAccessibility: Accessibility.Private, IsInitOnly: false })
        {
            Report(DiagnosticDescriptors.KeySetter, GetLocation(property), property.Name);
        }
    }

    private void CheckOutside(IPropertySymbol property)
    {
        if (property.SetMethod is { DeclaredAccessibility: not Accessibility.Private }
            && property.DeclaredAccessibility != Accessibility.Private)
        {
            Report(
                DiagnosticDescriptors.ChangedFromOutside,
                GetLocation(property),
                property.Name,
                "can be set from outside; make its setter private");
        }
        else if (property.DeclaredAccessibility != Accessibility.Private && IsMutableCollection(property.Type))
        {
            Report(
                DiagnosticDescriptors.ChangedFromOutside,
                GetLocation(property),
                property.Name,
                "is a collection that can be changed from outside; keep it private and show it as IReadOnlyList<T>, IReadOnlySet<T> or "
                    + "IReadOnlyDictionary<TKey, TValue>");
        }
    }

    private static bool IsMutableCollection(ITypeSymbol type) => type is IArrayTypeSymbol
        || (type is INamedTypeSymbol
        {
            MetadataName: "List`1" or "HashSet`1" or "Dictionary`2" or "ICollection`1" or "IList`1" or "ISet`1"
        } named
            && named.ContainingNamespace.ToDisplayString() == "System.Collections.Generic");

    private void AddMember(ISymbol member, ITypeSymbol type)
    {
        FieldTypeModel model = _fieldTypes.Parse(type, out string? reason, member);
        if (reason is not null)
        {
            Report(DiagnosticDescriptors.UnstorableMember, GetLocation(member), member.Name, Type.Name, reason);
        }

        if (model.Shape == FieldShape.Unsupported)
        {
            return;
        }

        string name = Identifier.ToCamelCase(member.Name.TrimStart('_'));
        if (name.Length == 0 || !Identifier.IsValid(name) || _members.Any(other => other.JsonName == name))
        {
            name = member.Name;
        }

        _declaredTypes[member.Name] = model;
        _members.Add(new FieldModel
        {
            PropertyName = CSharpName.Escape(member.Name),
            VariableName = CSharpName.Escape(name),
            JsonName = name,
            Type = type.IsReferenceType ? model with { AllowsNull = true, Name = model.PlainName + "?" } : model,
            Default = null,
        });
    }
}
