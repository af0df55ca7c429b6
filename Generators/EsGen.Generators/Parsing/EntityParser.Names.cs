using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>The names of events and their topics.</summary>
internal sealed partial class EntityParser
{
    private const string ChooseAnotherName = "choose another name";

    // Both by the name of the member that claimed them.
    private readonly Dictionary<string, string> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _recordNames = new(StringComparer.Ordinal);
    private ILookup<string, (ISymbol Field, ITypeSymbol Type)>? _fieldTypesByName;

    private bool CheckEventName(AttributeData attribute, string name)
    {
        bool isValid = CheckName(
            attribute,
            "event name",
            name,
            Identifier.IsValid,
            "it must be a C# identifier, because it names the event's record.");
        if (Attributes.GetVersion(attribute) < 1)
        {
            Report(
                DiagnosticDescriptors.InvalidName,
                GetSyntax(attribute),
                Attributes.GetVersion(attribute),
                "event version",
                "versions count from 1.");
        }

        return isValid;
    }

    private bool CheckCollisions(ISymbol member, AttributeData attribute, string name)
    {
        (string? other, string advice) = name switch
        {
            _ when name == _type.Name => ("the class itself", ChooseAnotherName),
            "Deconstruct" or "EqualityContract" or "PrintMembers" or "op_Equality" or "op_Inequality" =>
                ("a member that every record has", ChooseAnotherName),
            "var" => ("the word for a type that the compiler finds out", ChooseAnotherName),
            _ when _type.BaseType?.GetMembers(name).Any(static m => m.DeclaredAccessibility != Accessibility.Private) == true =>
                ("a member that every class has", ChooseAnotherName),
            _ when GeneratedNames.All.Contains(name) => ("a member that EsGen generates", ChooseAnotherName),
            _ when _type.GetMembers(name)
                .FirstOrDefault(m => GetUserDeclarations<SyntaxNode>(m).Any() && !IsEventRecord(m) && !IsGeneric(m)) is { } taken =>
                    ($"the member '{name}' of the class", ProposeNames(taken)),
            _ when FindHiddenType(name) is { } hidden =>
                ($"the type '{hidden.ToDisplayString()}', which an event has a field of", $"call the event '{_type.Name}{name}'"),
            _ => (null, ""),
        };
        if (other is null)
        {
            return true;
        }

        Report(DiagnosticDescriptors.NameCollision, GetName(member, attribute), name, other, advice);
        return false;
    }

    /// <summary>The type of an event's field that the generated record of this name would hide.</summary>
    private ITypeSymbol? FindHiddenType(string name)
    {
        _fieldTypesByName ??= EventMember.GetAll(_type)
            .SelectMany(static annotated => EventFields.Of(annotated.Member))
            .SelectMany(static field =>
                GetTypes(field is IPropertySymbol property ? property.Type : ((IParameterSymbol)field).Type).Select(type =>
                    (Field: field, Type: type)))
            .Where(pair =>
                pair.Type.TypeKind != TypeKind.Error
                    && !IsGeneric(pair.Type)
                    && !SymbolEqualityComparer.Default.Equals(pair.Type.ContainingType, _type))
            .ToLookup(static pair => pair.Type.Name);
        return _fieldTypesByName[name].FirstOrDefault(pair => IsWrittenAs(pair.Field, name)).Type;
    }

    /// <summary>Whether the type of a field is written with a name that nothing stands before.</summary>
    private bool IsWrittenAs(ISymbol field, string name) => GetUserDeclarations<SyntaxNode>(field)
        .Select(static declaration =>
            declaration switch
            {
                ParameterSyntax parameter => parameter.Type,
                PropertyDeclarationSyntax property => property.Type,
                _ => null,
            })
        .OfType<TypeSyntax>()
        .SelectMany(static type => type.DescendantNodesAndSelf())
        .Any(node =>
            node is IdentifierNameSyntax { Parent: not (QualifiedNameSyntax or AliasQualifiedNameSyntax) } simple
                && simple.Identifier.ValueText == name);

    private static IEnumerable<ITypeSymbol> GetTypes(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => GetTypes(array.ElementType),
        INamedTypeSymbol { TypeArguments.Length: > 0 } named => named.TypeArguments.SelectMany(GetTypes).Prepend(named),
        _ => [type],
    };

    /// <summary>Names for an event or for the member that has its name.</summary>
    private string ProposeNames(ISymbol taken)
    {
        string? own = taken switch
        {
            IPropertySymbol { Type.SpecialType: SpecialType.System_Boolean }
                or IFieldSymbol { Type.SpecialType: SpecialType.System_Boolean } => $"Is{taken.Name}",
            IPropertySymbol { Type: var type } when IsMoment(type) => $"{taken.Name}On",
            _ => null,
        };
        string e = $"call the event '{_type.Name}{taken.Name}'";
        return own is null || _type.GetMembers(own).Length > 0
            ? e
            : $"{e}, or the {(taken is IPropertySymbol ? "property" : "field")} '{own}'";
    }

    private static bool IsMoment(ITypeSymbol type) =>
        (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] }
            ? value
            : type).Name is "DateTime" or "DateTimeOffset" or "DateOnly";

    /// <summary>Whether it is a type whose name goes with type arguments, so that it is another name than that of an event.</summary>
    private static bool IsGeneric(ISymbol symbol) => symbol is INamedTypeSymbol { Arity: > 0 };

    private static bool IsEventRecord(ISymbol member) =>
        member is INamedTypeSymbol && Attributes.Find(member, AttributeNames.Event) is not null;

    private bool ClaimTopics(
        ISymbol member,
        AttributeData attribute,
        string name,
        string entityName,
        string[] entityNames,
        out string[] topics)
    {
        string suffix = Attributes.GetVersion(attribute) > 1 ? "@" + Attributes.GetVersion(attribute) : "";
        string[] names = [.. Attributes.GetFormerNames(attribute).Prepend(name).Distinct()];
        topics = [.. entityNames.SelectMany(entity => names.Select(e => $"{entity}.{e}{suffix}")).Distinct()];
        string recordName = member is INamedTypeSymbol ? member.Name : name;

        // Of two events that want a name, it is that of the one that is called so now.
        if (names.Skip(1).FirstOrDefault(former => FindNamesake(former) is not null) is { } former)
        {
            Report(
                DiagnosticDescriptors.DuplicateName,
                GetName(member, attribute),
                "event name",
                former,
                $"the event that '{GetPlainName(FindNamesake(former)!)}' makes");
            return false;
        }

        // All of the class's events have the entity's names in common, so the first of these tells whether their own differ.
        string? taken = names.FirstOrDefault(e => _topics.ContainsKey($"{entityName}.{e}{suffix}"))
            ?? (_recordNames.ContainsKey(recordName) ? recordName : null);
        if (taken is null)
        {
            _recordNames.Add(recordName, GetPlainName(member));
            foreach (string topic in topics)
            {
                _topics[topic] = GetPlainName(member);
            }

            return true;
        }

        string owner = _topics.TryGetValue($"{entityName}.{taken}{suffix}", out string? other) ? other : _recordNames[taken];
        Report(DiagnosticDescriptors.DuplicateName, GetName(member, attribute), "event name", taken, $"the event that '{owner}' makes");
        return false;

        ISymbol? FindNamesake(string eventName) => EventMember.GetAll(_type)
            .FirstOrDefault(other =>
                !SymbolEqualityComparer.Default.Equals(other.Member, member)
                    && Attributes.GetVersion(other.Attribute) == Attributes.GetVersion(attribute)
                    && EventMember.ChooseName(other.Member, other.Attribute) == eventName)
            .Member;
    }
}
