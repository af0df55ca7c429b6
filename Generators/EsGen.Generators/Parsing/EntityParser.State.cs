using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>The state: every field and auto-property of an instance but for those with <c>[NotRecorded]</c>.</summary>
internal sealed partial class EntityParser
{
    private const int DefaultEvery = 200;
    private const int DefaultKeep = 10;

    /// <summary>The names in the JSON of a state that every entity has.</summary>
    private static readonly string[] s_commonNames = ["id", "version", "createdOn", "lastModified", "isDiscarded"];

    private StateModel ParseState(EntityModel entity)
    {
        PayloadTypeModel[] ofEvents = [.. entity.PayloadTypes];
        List<StateMemberModel> members = [];

        // What another source generator keeps behind a property can't be seen.
        bool hasCodec = !_type.GetMembers()
            .Any(static member =>
                member is IPropertySymbol { IsStatic: false, IsPartialDefinition: true, PartialImplementationPart: null }
                    && !EventMember.IsAnnotated(member));
        foreach ((ISymbol member, ITypeSymbol type) in StateMembers.Of(_type, _cancellationToken))
        {
            FieldTypeModel model = _fieldTypes.ParseState(type, out string? reason, member);
            hasCodec &= reason is null && model.Shape != FieldShape.Unsupported;
            members.Add(GetStateMember(member, type, model, members));
        }

        PayloadTypes types = new(_fieldTypes.PayloadTypes);
        HashSet<PayloadTypeModel> reached = types.GetReached(members.Select(static member => member.Field.Type));
        PayloadTypeModel[] ofState = [.. _fieldTypes.PayloadTypes.Where(reached.Contains)];
        (AttributeData? snapshot, int every, int keep, int version) = GetSnapshot();
        return new StateModel
        {
            Type = entity.Type,
            Members = new(members),
            HasCodec = hasCodec,
            HasObsoleteMembers = StateMembers.Of(_type, _cancellationToken)
                .Any(static state => Attributes.GetObsoleteMessage(state.Member) is not null),
            PayloadTypes = hasCodec ? new(ofState) : default,
            Fingerprint = StateFingerprint.Of(
                version,
                members,
                entity.Events,
                ofEvents.Concat(ofState),
                entity.IgnoredEvents,
                DecidingCode.Of(_type, entity.Events, _hooks, _cancellationToken).GetTexts()),
            Snapshot = snapshot is not null && hasCodec && every >= 1 && keep >= 0 ? new SnapshotModel(every, keep) : null,
        };
    }

    /// <summary>Reports what stands against snapshots of the class, if it asks for them.</summary>
    private void CheckSnapshot()
    {
        if (GetSnapshot() is not ({ } snapshot, var every, var keep, _))
        {
            return;
        }

        if (every < 1 || keep < 0)
        {
            Report(
                DiagnosticDescriptors.NoSnapshots,
                GetSyntax(snapshot),
                _type.Name,
                every < 1
                    ? $"Every is {every}, but at least 1 event lies between two snapshots"
                    : $"Keep is {keep}, but it is a number of snapshots, or 0 for all of them");
        }

        // What types say of themselves when they are read they say as fields of events.
        _fieldTypes.OnMade = null;
        foreach ((ISymbol member, ITypeSymbol type) in StateMembers.Of(_type, _cancellationToken))
        {
            _fieldTypes.ParseState(type, out string? reason, member);
            if (reason is not null)
            {
                Report(DiagnosticDescriptors.UnstorableState, GetIdentifier(member), member.Name, _type.Name, reason);
            }
        }
    }

    /// <summary>Whether a class asks for snapshots, and what it says about them.</summary>
    private (AttributeData? Attribute, int Every, int Keep, int Version) GetSnapshot()
    {
        AttributeData? attribute = EventSourcedType.GetSnapshotAttribute(_type);
        return (attribute, Find("Every", DefaultEvery), Find("Keep", DefaultKeep), Find("Version", 1));

        int Find(string name, int value) =>
            attribute is null ? value : Attributes.GetSetting(attribute, name) as int? ?? value;
    }

    private StateMemberModel GetStateMember(ISymbol member, ITypeSymbol type, FieldTypeModel model, List<StateMemberModel> others)
    {
        string name = Identifier.ToCamelCase(member.Name.TrimStart('_'));
        if (name.Length == 0 || IsTaken(name))
        {
            for (name = member.Name; IsTaken(name);)
            {
                name += "_";
            }
        }

        string variable = SyntaxFacts.IsValidIdentifier(name) ? name : member.Name;
        while (others.Any(other => CSharpName.ToPascalCase(other.Field.VariableName.TrimStart('@')) == CSharpName.ToPascalCase(variable)))
        {
            variable += "_";
        }

        FieldTypeModel field = UnsetValue.IsPossible(type, model)
            ? new(model.Name, FieldShape.UnsetValue) { Arguments = new([model]) }
            : model;
        bool isDirect = member is not IPropertySymbol property || EventMember.IsAnnotated(property) || !HasAccessorCode(property);
        return new StateMemberModel(
            CSharpName.Escape(member.Name),
            new FieldModel
            {
                PropertyName = CSharpName.Escape(member.Name),
                VariableName = CSharpName.Escape(variable),
                JsonName = name,

                // Nothing demands that a field has a value when nothing has happened to it yet.
                Type = field with { AllowsNull = type.IsReferenceType, Name = type.IsReferenceType ? field.PlainName + "?" : field.Name },
                Default = null,
            },
            isDirect && !PayloadMember.IsErrorToUse(member) ? StateAccess.Direct : StateAccess.Accessor,
            member is IPropertySymbol ? $"<{member.Name}>k__BackingField" : member.Name,
            IsShown: !type.IsRefLikeType
                && !IsLock(type)
                && type.TypeKind is not (TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Error));

        bool IsTaken(string candidate) => s_commonNames.Contains(candidate) || others.Any(other => other.Field.JsonName == candidate);
    }

    /// <summary>Whether an accessor of a property has code of the user's around the field.</summary>
    private bool HasAccessorCode(IPropertySymbol property) => GetUserDeclarations<PropertyDeclarationSyntax>(
        property).Any(static declaration =>
        declaration.AccessorList is not { } list
            || list.Accessors.Any(static accessor => accessor.Body is not null || accessor.ExpressionBody is not null));

    /// <summary>Whether the compiler warns of seeing it as an object (CS9216).</summary>
    private static bool IsLock(ITypeSymbol type) =>
        type is { Name: "Lock", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };
}
