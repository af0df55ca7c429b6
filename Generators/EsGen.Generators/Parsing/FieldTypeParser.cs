using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing;

/// <summary>Finds out how the types of an entity's fields are stored, or why they can't be.</summary>
internal sealed partial class FieldTypeParser(INamedTypeSymbol entity, AliasedAssemblies? aliased = null, bool findsUnnamedKinds = false)
{
    /// <summary>The reason against a type that doesn't exist.</summary>
    private const string SaidByCompiler = "";

    private readonly PayloadTypeTable _table = new();
    private readonly List<UnnamedKind> _unnamedKinds = [];
    private readonly PayloadViewer _viewer = PayloadViewer.Of(entity);
    private readonly List<INamedTypeSymbol> _unvouched = [];
    private bool _isState;

    /// <summary>Is told of each type that is made when an event is read: what makes it, and the members that are stored.</summary>
    public Action<INamedTypeSymbol, IMethodSymbol?, IReadOnlyCollection<ISymbol>>? OnMade { get; set; }

    /// <summary>
    /// Whether a type was refused that generated code has no name for, so that the other halves of its members don't compile.
    /// </summary>
    public bool HasMetAlias { get; private set; }

    /// <summary>Whether there was a type that the compiler doesn't know, perhaps because another generator writes it.</summary>
    public bool HasMetUnknown { get; private set; }

    /// <summary>The types of the user's that have been met so far.</summary>
    public IEnumerable<PayloadTypeModel> PayloadTypes => _table.Types;

    /// <summary>What derives from the hierarchies that were met since this was last asked, and isn't named as one of their kinds.</summary>
    public IEnumerable<UnnamedKind> TakeUnnamedKinds()
    {
        UnnamedKind[] taken = [.. _unnamedKinds];
        _unnamedKinds.Clear();
        return taken;
    }

    /// <summary>The classes of other assemblies that have been met so far, and that nobody vouches for.</summary>
    public IReadOnlyList<INamedTypeSymbol> Unvouched => _unvouched;

    /// <param name="type">The field's type.</param>
    /// <param name="reason">Why the type can't be stored; null if it can.</param>
    /// <param name="declarations">The parameter and the property, which may say how it is stored; none if there are none.</param>
    public FieldTypeModel Parse(ITypeSymbol type, out string? reason, params ISymbol[] declarations)
    {
        INamedTypeSymbol? declared = declarations.SelectMany(GetConverters).FirstOrDefault();
        FieldTypeModel model = ParsePart(type, declared, out reason);
        if (reason is null && declared is not null && !Uses(model, SourceName.Of(declared)))
        {
            reason = $"its converter {declared.Name} is for another type; let it derive from EventFieldConverter<{Describe(type)}>.";
        }

        if (reason is null)
        {
            return declarations.Any(static declaration => PayloadMember.FindAttribute(declaration, AttributeNames.Interned) is not null)
                ? Intern(model)
                : model;
        }

        HasMetUnknown |= reason is SaidByCompiler;
        reason = reason is SaidByCompiler ? null : reason;
        return Unsupported(type);
    }

    private static FieldTypeModel Intern(FieldTypeModel model) =>
        model with { IsInterned = model.Primitive == "String", Arguments = new(model.Arguments.Select(Intern)) };

    private static bool Uses(
        FieldTypeModel model,
        string converter) => model.Converter == converter || model.Arguments.Any(argument => Uses(argument, converter));

    private static FieldTypeModel Unsupported(ITypeSymbol type) => new(SourceName.Of(type), FieldShape.Unsupported, AllowsNull(type));

    private static bool AllowsNull(ITypeSymbol type) => type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated;

    /// <summary>As <see cref="Parse"/>, of a member of an entity's state: it may be a collection that events have none of.</summary>
    /// <inheritdoc cref="Parse"/>
    public FieldTypeModel ParseState(ITypeSymbol type, out string? reason, params ISymbol[] declarations)
    {
        _isState = true;
        FieldTypeModel model = Parse(type, out reason, declarations);
        _isState = false;
        return model;
    }

    private static string Describe(ITypeSymbol type) => ConverterAdvice.Describe(type);

    private FieldTypeModel ParsePart(ITypeSymbol type, INamedTypeSymbol? declaredConverter, out string? reason)
    {
        reason = null;
        FieldTypeModel model = Unsupported(type);
        if (aliased?.Find(type) is { } alias)
        {
            HasMetAlias = true;
            reason =
                $"{Describe(type)} is known by the extern alias '{alias}' only, which generated code doesn't use; add 'global' to the "
                    + $"aliases of the reference (Aliases=\"global,{alias}\"), or store a type of your own.";
            return model;
        }

        if (FindConverter(type, declaredConverter) is { } converter)
        {
            reason = GetReasonAgainstConverter(converter) ?? GetReasonAgainstName(converter);
            return OfConverted(type, converter);
        }

        if (GetPrimitive(type) is { } primitive)
        {
            return model with { Shape = FieldShape.Primitive, Primitive = primitive };
        }

        if (GetCollection(type) is var (shape, arguments))
        {
            FieldTypeModel[] parts = new FieldTypeModel[arguments.Length];
            for (int i = 0; i < arguments.Length; i++)
            {
                parts[i] = ParsePart(arguments[i], declaredConverter, out reason);
                if (reason is not null)
                {
                    return model;
                }
            }

            if (parts.Length == 2)
            {
                // No dictionary has a null key, even where the code has no annotations to say so.
                parts[0] = parts[0] with { AllowsNull = false };
            }

            reason = GetReasonAgainstKeys(shape, parts[0], arguments[0]);
            return model with { Shape = shape, Arguments = new(parts) };
        }

        reason = GetReason(type);
        if (reason is not null)
        {
            return model;
        }

        // Inside a type of the user's all is as in events: it is a value, whoever holds it.
        bool isState = _isState;
        _isState = false;
        model = model with { Shape = ParsePayload((INamedTypeSymbol)type, out reason) };
        _isState = isState;
        return model;
    }

    private static string? GetPrimitive(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => "Bytes",
        INamedTypeSymbol { Name: "ReadOnlyMemory", TypeArguments: [{ SpecialType: SpecialType.System_Byte }] }
            when TypeNamespace.Is(type, "System") => "Memory",
        INamedTypeSymbol { IsGenericType: false, ContainingType: null } when PrimitiveType.OfName(type.Name) is { } known
            && (type.SpecialType != SpecialType.None || (type.ContainingNamespace is { } space && known.IsIn(space.ToDisplayString()))) =>
                known.Name,
        _ => null,
    };

    private (FieldShape Shape, ITypeSymbol[] Arguments)? GetCollection(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol { Rank: 1 } array:
                return (FieldShape.Array, [array.ElementType]);
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable:
                return (FieldShape.NullableValue, [.. nullable.TypeArguments]);
            case INamedTypeSymbol { ContainingType: null } named:
                FieldShape? shape = (named.ContainingNamespace?.ToDisplayString(), named.MetadataName) switch
                {
                    ("System.Collections.Generic", "List`1") => FieldShape.List,
                    ("System.Collections.Generic", "IReadOnlyList`1") => FieldShape.ReadOnlyList,
                    ("System.Collections.Generic", "HashSet`1") => FieldShape.HashSet,
                    ("System.Collections.Generic", "IReadOnlySet`1") => FieldShape.ReadOnlySet,
                    ("System.Collections.Generic", "Dictionary`2") => FieldShape.Dictionary,
                    ("System.Collections.Generic", "IReadOnlyDictionary`2") => FieldShape.ReadOnlyDictionary,
                    ("System.Collections.Immutable", "ImmutableArray`1") => FieldShape.ImmutableArray,
                    ("System.Collections.Immutable", "ImmutableHashSet`1") => FieldShape.ImmutableHashSet,
                    ("System.Collections.Immutable", "ImmutableDictionary`2") => FieldShape.ImmutableDictionary,
                    ("System.Collections.Frozen", "FrozenSet`1") => FieldShape.FrozenSet,
                    ("System.Collections.Frozen", "FrozenDictionary`2") => FieldShape.FrozenDictionary,
                    ("System.Collections.Generic", "SortedSet`1") when _isState => FieldShape.SortedSet,
                    ("System.Collections.Generic", "SortedDictionary`2") when _isState => FieldShape.SortedDictionary,
                    ("System.Collections.Generic", "Queue`1") when _isState => FieldShape.Queue,
                    ("System.Collections.Generic", "Stack`1") when _isState => FieldShape.Stack,
                    _ => null,
                };
                return shape is { } known ? (known, [.. named.TypeArguments]) : null;
            default:
                return null;
        }
    }

    /// <summary>Sets and dictionaries need parts that are told apart by their values, and keys that are names in JSON.</summary>
    private string? GetReasonAgainstKeys(FieldShape shape, FieldTypeModel key, ITypeSymbol type) => shape switch
    {
        _ when shape.IsDictionary() && !IsKey(key) =>
            $"{Describe(type)} can't be the key of a dictionary; use string, Guid, an integer, an enum or a struct around one of them, or "
                + "a list of records.",
        _ when shape.IsSet() && !IsComparedByValue(key) =>
            $"{Describe(type)} can't be in a set, because its values are not told apart by what is stored of them; use a list.",
        _ => null,
    };

    private bool IsKey(FieldTypeModel key) => key switch
    {
        { Shape: FieldShape.Enum } => true,
        { PrimitiveType.IsName: true } => true,
        { Shape: FieldShape.SingleValue } =>
            _table.Find(FieldShape.SingleValue, key.PlainName) is SingleValueTypeModel { ComparesMembers: true } single
                && IsKey(single.Member.Type),
        _ => false,
    };

    private bool IsComparedByValue(FieldTypeModel type) => type switch
    {
        { Shape: FieldShape.Enum or FieldShape.Converted } => true,
        { PrimitiveType: { } primitive } => !primitive.IsSequence,
        { Shape: FieldShape.NullableValue } => IsComparedByValue(type.Element!),
        { Shape: FieldShape.SingleValue } =>
            _table.Find(FieldShape.SingleValue, type.PlainName) is SingleValueTypeModel { ComparesMembers: true } single
                && IsComparedByValue(single.Member.Type),
        { Shape: FieldShape.Object } =>
            _table.Find(FieldShape.Object, type.PlainName) is ObjectTypeModel { ComparesMembers: true } o
                && o.Members.All(member => member.IsStored && IsComparedByValue(member.Type)),
        _ => false,
    };

    private string? GetReason(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => SaidByCompiler,
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => "a pointer means nothing in another process; store the value.",
        { TypeKind: TypeKind.Delegate } => "a delegate is code, which can't be stored; store what it decides about.",
        { TypeKind: TypeKind.TypeParameter } => "an open type parameter has no stored form; use a concrete type.",
        { TypeKind: TypeKind.Dynamic } or { SpecialType: SpecialType.System_Object } => "an object can be anything; use a concrete type.",
        { IsRefLikeType: true } => "a ref struct can't be kept; use an array or a list.",
        { TypeKind: TypeKind.Array } => "only arrays of one dimension can be stored.",
        _ when SymbolEqualityComparer.Default.Equals(type, entity)
            || (type is INamedTypeSymbol named && EventSourcedType.GetAttribute(named) is not null) =>
            "an entity is not part of another's event; store its id.",
        _ when IsOrDerivesFrom(type, "System.IO.Stream") => "a stream is no value; store its content as byte[].",
        _ when IsOrDerivesFrom(type, "System.Threading.Tasks.Task") => "a task is not a result yet; await it before the command.",
        { Name: "CancellationToken" } when TypeNamespace.Is(type, "System.Threading") =>
            "a CancellationToken is nothing to remember; remove it, because nothing is awaited while an event happens.",
        _ when IsService(type) =>
            $"{Describe(type)} is a service, and an event has only data; hand it to the method that needs it, and record what it answered.",
        _ when !Reach.Includes(entity, type) =>
            $"{Describe(type)} can't be reached from the generated half of {entity.Name}; make it internal or public, or nest it "
                + $"in {entity.Name}.",
        { TypeKind: TypeKind.Enum } => null,
        _ when CollectionSubstitute.Describe(type) is { } substitute =>
            $"{Describe(type)} is none of the types that EsGen can store; use {substitute}.",
        _ when PlatformType.Is(type) && !type.IsTupleType && type is not INamedTypeSymbol { MetadataName: "KeyValuePair`2" } =>
            $"{Describe(type)} is none of the types that EsGen can store; {ConverterAdvice.Of(type)}",
        _ => null,
    };

    /// <summary>Whether it is there for what it does: an interface with methods, or one of the platform's usual services.</summary>
    private static bool IsService(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => PayloadMember.FindAttribute(type, Serialization + "JsonDerivedTypeAttribute") is null
            && type.AllInterfaces.Append((INamedTypeSymbol)type)
                .Any(static part => !PlatformType.Is(part) && part.GetMembers().Any(IsOperation)),
        { Name: "TimeProvider" } => TypeNamespace.Is(type, "System"),
        { Name: "HttpClient" } => TypeNamespace.Is(type, "System.Net.Http"),
        _ => false,
    };

    private static bool IsOperation(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false };

    private static bool IsOrDerivesFrom(ITypeSymbol type, string fullName)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.OriginalDefinition.ToDisplayString(
                SymbolDisplayFormat.CSharpErrorMessageFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.None)) == fullName)
            {
                return true;
            }
        }

        return false;
    }
}
