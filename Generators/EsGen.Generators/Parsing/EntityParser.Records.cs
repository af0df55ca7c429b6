using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>Events that are records of the user's, and whether generated code can make and read them.</summary>
internal sealed partial class EntityParser
{
    private EventModel? ParseRecord(INamedTypeSymbol record, AttributeData attribute, string entityName, string[] entityNames)
    {
        TypeDeclarationSyntax? declaration = GetUserDeclarations<TypeDeclarationSyntax>(record).FirstOrDefault();
        if (GetReasonAgainst(record) is { } reason)
        {
            Report(DiagnosticDescriptors.MisplacedEvent, GetName(record, attribute), record.Name, reason);
            return null;
        }

        bool isHealthy = true;
        if (declaration is not null && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            Report(DiagnosticDescriptors.MemberMustBePartial, declaration.Identifier, record.Name, "partial", "");
            isHealthy = false;
        }

        string name = Attributes.GetName(attribute) ?? record.Name;
        if (!CheckEventName(attribute, name) || !ClaimTopics(record, attribute, name, entityName, entityNames, out string[] topics))
        {
            return null;
        }

        (ISymbol Symbol, ITypeSymbol Type, FieldInitialization Initialization)[] sources = [.. EventFields.OfRecord(record)];
        IPropertySymbol? settable = FindSettable(record, sources.Select(static source => source.Symbol));
        if (GetReasonAgainstMembers(record, sources, settable) is { } memberReason)
        {
            Report(
                DiagnosticDescriptors.MisplacedEvent,
                GetName(record, attribute),
                Proposals.Of(Proposals.Property, settable?.Name),
                [],
                record.Name,
                memberReason);
            return null;
        }

        List<FieldModel> fields = [];
        List<ITypeSymbol> types = [];
        foreach ((ISymbol symbol, ITypeSymbol type, FieldInitialization initialization) in sources)
        {
            if (ParseField(symbol, type, record.Name, fields, ref isHealthy) is not { } field)
            {
                return null;
            }

            fields.Add(field with
            {
                PropertyName = CSharpName.Escape(symbol.Name),
                Initialization = initialization,
                InitialValue = initialization == FieldInitialization.Optional
                    ? InitialValue.Of(symbol, field.Type, record.InstanceConstructors[0], record.ContainingAssembly)
                    : null,
            });
            types.Add(type);
        }

        IMethodSymbol? constructor = EventFields.GetPrimaryConstructor(record)
            ?? record.InstanceConstructors.FirstOrDefault(static constructor => constructor.Parameters.IsEmpty);
        ISymbol[] stored = [.. sources.Select(static source => EventFields.GetDeclared(source.Symbol))];
        ReportRepeatedChanges(record, constructor, stored, "the record");
        (ISymbol Symbol, ITypeSymbol Type)[] declared = [.. sources.Select(static source => (source.Symbol, source.Type))];
        bool needsArm = fields.Count == 0 || !CanAssign(fields);
        HookModel? when = FindArm((name, record), (record, attribute), declared, fields, needsArm, isHealthy);
        return new EventModel
        {
            RecordName = CSharpName.Escape(record.Name),
            EventName = name,
            Origin = EventOrigin.Record,
            Version = Attributes.GetVersion(attribute),
            FormerNames = new(Attributes.GetFormerNames(attribute)),
            Kind = EventKind.Change,
            Topics = new(topics),
            Accessibility = "",
            Documentation = default,
            ObsoleteMessage = Attributes.GetObsoleteMessage(record),
            Fields = new(fields),
            ComparesItself = ComparesItself(record),
            MayChange = ConstructionCode.MayChange(record, constructor, stored, record.ContainingAssembly),
            Member = null,
            When = when,
            Guard = FindGuard(name, record, fields, [.. types]),
        };
    }

    private void ReportRepeatedChanges(INamedTypeSymbol made, IMethodSymbol? constructor, IReadOnlyCollection<ISymbol> stored, string what)
    {
        if (_report is null)
        {
            return;
        }

        foreach ((ExpressionSyntax change, string member, string where) in RepeatedChange.Find(made, constructor, stored))
        {
            Report(DiagnosticDescriptors.RepeatedChange, change, member, where, what);
        }
    }

    private bool ComparesItself(INamedTypeSymbol record) =>
        record.GetMembers().OfType<IMethodSymbol>().Any(method =>
            (method is { Name: "GetHashCode", Parameters: [] }
                || (method is { Name: "Equals", Parameters: [var other] } && SymbolEqualityComparer.Default.Equals(other.Type, record)))
            && GetUserDeclarations<MethodDeclarationSyntax>(method).Any());

    private string? GetReasonAgainst(INamedTypeSymbol record) => record switch
    {
        { IsRecord: false } or { TypeKind: not TypeKind.Class } => "it is not a record class; make it one.",
        { IsGenericType: true } => "it is generic, and an event's fields have fixed types; remove the type parameters.",
        { IsAbstract: true } => "it is abstract, and each event is a record of its own; remove 'abstract'.",
        { BaseType: { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } baseType }
            when !(baseType.Name == "Event" && SymbolEqualityComparer.Default.Equals(baseType.ContainingType, _type)) =>
                "it has a base; remove it, because events derive from the generated Event.",
        _ => null,
    };

    private static string? GetReasonAgainstMembers(
        INamedTypeSymbol record,
        IEnumerable<(ISymbol Symbol, ITypeSymbol Type, FieldInitialization Initialization)> fields,
        IPropertySymbol? settable)
    {
        bool isPositional = false;
        foreach ((ISymbol symbol, ITypeSymbol type, FieldInitialization initialization) in fields)
        {
            isPositional |= initialization == FieldInitialization.Constructor;
            IPropertySymbol? property = record.GetMembers(symbol.Name).OfType<IPropertySymbol>().FirstOrDefault();
            if (property is null
                || !IsReachable(property.GetMethod)
                || !IsReachable(property.SetMethod)
                || !SymbolEqualityComparer.Default.Equals(property.Type, type))
            {
                return $"its '{symbol.Name}' is not a property of that type with 'get' and 'init' "
                    + "that can be reached from outside of the record.";
            }
        }

        if (settable is not null)
        {
            return $"its '{settable.Name}' could be changed after the event has happened; write 'init' in place of 'set'.";
        }

        if (record.GetMembers()
            .FirstOrDefault(member => IsStateThatCannotBeStored(member) || IsSetByConstructorOnly(member, record)) is { } hidden)
        {
            return $"its '{(hidden as IFieldSymbol)?.AssociatedSymbol?.Name ?? hidden.Name}' would not be stored; make it a parameter or "
                + "a property with 'get' and 'init' that can be reached from outside of the record.";
        }

        return isPositional
            || record.InstanceConstructors.Any(static constructor => constructor.Parameters.IsEmpty && IsReachable(constructor))
            ? null
            : "it has neither a primary constructor nor one without parameters that can be reached from outside of it.";
    }

    /// <summary>The first of a record's fields whose property can be set at any time.</summary>
    private static IPropertySymbol? FindSettable(INamedTypeSymbol record, IEnumerable<ISymbol> fields) => fields
        .SelectMany(field => record.GetMembers(field.Name))
        .OfType<IPropertySymbol>()
        .FirstOrDefault(static property => property.SetMethod is { IsInitOnly: false });

    private static bool IsStateThatCannotBeStored(ISymbol member) => member switch
    {
        { IsStatic: true } or { IsImplicitlyDeclared: true } => false,
        IFieldSymbol { IsConst: false } => true,
        IPropertySymbol { SetMethod: { } set } => !IsReachable(set),
        _ => false,
    };

    /// <summary>
    /// Whether a get-only property may get something else than its initializer gives, which comes out the same on every replay.
    /// </summary>
    private static bool IsSetByConstructorOnly(ISymbol member, INamedTypeSymbol record) =>
        member is IFieldSymbol { IsStatic: false, AssociatedSymbol: IPropertySymbol { SetMethod: null } }
        && record.InstanceConstructors.Any(static constructor =>
            UserCode.GetDeclarations(constructor, default).OfType<ConstructorDeclarationSyntax>().Any());

    private static bool IsReachable(IMethodSymbol? method) =>
        method is { DeclaredAccessibility: Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal };
}
