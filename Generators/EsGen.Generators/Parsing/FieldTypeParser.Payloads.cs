using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing;

/// <summary>Types of the user's: enums, records and the like, and closed hierarchies of them.</summary>
internal sealed partial class FieldTypeParser
{
    private const string Serialization = "System.Text.Json.Serialization.";

    private const string HasNoEnd =
        " is made of ever deeper types of its own kind, so that what is stored of it has no end; use a type argument that stays the same.";

    private FieldShape ParsePayload(INamedTypeSymbol type, out string? reason)
    {
        if (GenericNesting.IsTooDeep(type))
        {
            reason = Describe(type.OriginalDefinition) + HasNoEnd;
            return FieldShape.Unsupported;
        }

        string name = GetPlainName(type);
        if (type.TypeKind == TypeKind.Enum)
        {
            reason = _table.Add(FieldShape.Enum, name, () => (ParseEnum(type, name), null));
            return FieldShape.Enum;
        }

        if (UnionType.Is(type))
        {
            reason = _table.Add(FieldShape.Union, name, () => ParseUnion(type, name));
            return FieldShape.Union;
        }

        AttributeData[] kinds =
            [.. type.GetAttributes()
                .Where(static attribute => attribute.AttributeClass?.ToDisplayString() == Serialization + "JsonDerivedTypeAttribute")];
        if (kinds.Length > 0 || ClosedType.Is(type))
        {
            reason = _table.Add(FieldShape.Hierarchy, name, () => ParseHierarchy(type, name, kinds));
            return FieldShape.Hierarchy;
        }

        bool isForeign = !_viewer.SeesCode(type);
        reason = type switch
        {
            { TypeKind: TypeKind.Interface } or { IsAbstract: true } when isForeign =>
                $"{Describe(type)} can be anything that derives from it; use a concrete type, or declare an "
                    + $"EventFieldConverter<{Describe(type)}> for it with [EventFieldConverter].",
            { TypeKind: TypeKind.Interface } =>
                "an interface can be anything; use a concrete type, IReadOnlyList<T> and the like for a collection, or declare its kinds "
                    + "with [JsonDerivedType] on it.",
            _ when UnionType.IsMarked(type) =>
                $"{Describe(type)} is a union that is written by hand, so that EsGen can't see how it holds its value; declare it with "
                    + $"'union', or declare an EventFieldConverter<{Describe(type)}> for it.",
            { IsAbstract: true } => $"{Describe(type)} is abstract; declare its kinds with [JsonDerivedType] on it.",
            _ => null,
        };
        return reason is null ? ParseObject(type, name, out reason) : FieldShape.Unsupported;
    }

    private static string GetPlainName(INamedTypeSymbol type) => SourceName.Of(type.WithNullableAnnotation(NullableAnnotation.None));

    private static EnumTypeModel ParseEnum(INamedTypeSymbol type, string name)
    {
        (decimal least, decimal most) = type.EnumUnderlyingType?.SpecialType switch
        {
            SpecialType.System_SByte => (sbyte.MinValue, sbyte.MaxValue),
            SpecialType.System_Byte => (byte.MinValue, byte.MaxValue),
            SpecialType.System_Int16 => (short.MinValue, short.MaxValue),
            SpecialType.System_UInt16 => (ushort.MinValue, ushort.MaxValue),
            SpecialType.System_UInt32 => (uint.MinValue, uint.MaxValue),
            SpecialType.System_Int64 => (long.MinValue, long.MaxValue),
            SpecialType.System_UInt64 => (ulong.MinValue, ulong.MaxValue),
            _ => ((decimal)int.MinValue, (decimal)int.MaxValue),
        };
        return new EnumTypeModel(
            name,
            PayloadMember.FindAttribute(type, "System.FlagsAttribute") is not null,
            new(type.GetMembers().OfType<IFieldSymbol>().Where(static field => field.HasConstantValue).Select(static field =>
                new EnumMemberModel(field.Name, Convert.ToString(field.ConstantValue, System.Globalization.CultureInfo.InvariantCulture)))))
        {
            Least = least,
            Most = most,
        };
    }

    private FieldShape ParseObject(INamedTypeSymbol type, string name, out string? reason)
    {
        PayloadObject? found = PayloadObject.Find(_viewer, type, out reason);
        if (found is null)
        {
            return FieldShape.Unsupported;
        }

        FieldShape shape = IsAroundOneValue(type, found)
            ? FieldShape.SingleValue
            : FieldShape.Object;
        reason = _table.Add(shape, name, () => ParseMembers(type, name, shape, found));
        return shape;
    }

    /// <summary>
    /// Whether a type is stored as the one value in it. A null inside would be one and the same as the null of a nullable struct.
    /// </summary>
    public static bool IsAroundOneValue(INamedTypeSymbol type, PayloadObject found) =>
        type is { IsValueType: true, IsTupleType: false }
            && found.Parts is [{ Member: { IsLeftOut: false, Type: var only } }]
            && !IsNullable(only);

    private static bool IsNullable(ITypeSymbol type) =>
        type.NullableAnnotation == NullableAnnotation.Annotated || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    private (PayloadTypeModel? Model, string? Reason) ParseMembers(
        INamedTypeSymbol type,
        string name,
        FieldShape shape,
        PayloadObject found)
    {
        if (Vouching.FindUnvouched(type, entity.ContainingAssembly) is { } unvouched
            && !_unvouched.Contains(unvouched, SymbolEqualityComparer.Default))
        {
            _unvouched.Add(unvouched);
        }

        if (found.Constructor is { } constructor && PayloadMember.IsErrorToUse(constructor))
        {
            return (
                null,
                $"the constructor of {Describe(type)} is obsolete as an error, so that generated code can't use it either; make it a "
                    + "warning, or mark another one with [JsonConstructor].");
        }

        List<FieldModel> members = [];
        foreach ((PayloadMember member, FieldInitialization initialization, IParameterSymbol? parameter) in found.Parts)
        {
            FieldTypeModel? memberType = Unsupported(member.Type);
            if (!member.IsLeftOut)
            {
                memberType = Parse(member.Type, out string? reason, parameter is null ? [member.Symbol] : [parameter, member.Symbol]);
                if (reason is not null)
                {
                    bool isTold = GenericNesting.IsDeepEnough(type) && reason.EndsWith(HasNoEnd, StringComparison.Ordinal);
                    return (null, isTold ? reason : $"'{member.Name}' of {Describe(type)}: {reason}");
                }

                if (memberType.Shape == FieldShape.Unsupported)
                {
                    return (null, SaidByCompiler);
                }

                if (PayloadMember.IsErrorToUse(member.Symbol))
                {
                    return (
                        null,
                        $"'{member.Name}' of {Describe(type)} is obsolete as an error, so that generated code can't use it either; make "
                            + "it a warning, or mark it with [JsonIgnore].");
                }

                if (members.Any(other => other.IsStored && other.JsonName == member.JsonName))
                {
                    return (
                        null,
                        $"'{member.Name}' of {Describe(type)} has the JSON name of another member; give it one of its own with "
                            + "[JsonPropertyName].");
                }
            }

            members.Add(new FieldModel
            {
                PropertyName = CSharpName.Escape(member.Name),
                VariableName = CSharpName.Escape(Identifier.ToCamelCase(member.Name)),
                JsonName = member.JsonName,
                FormerNames = EventFields.GetFormerNames(parameter is null ? [member.Symbol] : [parameter, member.Symbol]),
                Type = memberType,
                Default = parameter is null ? null : DefaultExpression.Of(parameter),
                InitialValue = initialization == FieldInitialization.Optional && !member.IsLeftOut
                    ? InitialValue.Of(member.Symbol, memberType, found.Constructor!, entity.ContainingAssembly)
                    : null,
                Initialization = initialization,
                IsStored = !member.IsLeftOut,
            });
        }

        bool comparesMembers = type.IsTupleType
            || (type.IsRecord && !type.GetMembers("Equals").OfType<IMethodSymbol>().Any(static method => !method.IsImplicitlyDeclared));
        ISymbol[] stored = [.. found.Parts.Where(static part => !part.Member.IsLeftOut).Select(static part => part.Member.Symbol)];
        bool mayChange = ConstructionCode.MayChange(type, found.Constructor, stored, entity.ContainingAssembly);
        OnMade?.Invoke(type, found.Constructor, stored);
        return shape == FieldShape.SingleValue
            ? (
                new SingleValueTypeModel(
                    name,
                    members[0] with { Type = members[0].Type with { AllowsNull = false } })
                {
                    ComparesMembers = comparesMembers,
                    MayChange = mayChange,
                    DropsState = found.DropsState,
                    IsMadePrivately = found.IsMadePrivately,
                },
                null)
            : (
                new ObjectTypeModel(
                    name,
                    new(members))
                {
                    IsValueType = type.IsValueType,
                    IsTuple = type.IsTupleType,
                    ComparesMembers = comparesMembers,
                    MayChange = mayChange,
                    DropsState = found.DropsState,
                    IsMadePrivately = found.IsMadePrivately,
                },
                null);
    }

    private (PayloadTypeModel? Model, string? Reason) ParseHierarchy(INamedTypeSymbol type, string name, AttributeData[] kinds)
    {
        string discriminator = PayloadMember.FindAttribute(type, Serialization + "JsonPolymorphicAttribute")?.NamedArguments
            .FirstOrDefault(static argument => argument.Key == "TypeDiscriminatorPropertyName").Value.Value as string ?? "$type";
        (INamedTypeSymbol Type, object? Discriminator)[] named = kinds.Length == 0
            ? [.. ClosedType.GetKinds(type).Select(static kind => (kind, (object?)Describe(kind)))]
            : [.. kinds.Where(static kind => kind.ConstructorArguments is [{ Value: INamedTypeSymbol }, ..])
                .Select(static kind =>
                    (
                        (INamedTypeSymbol)kind.ConstructorArguments[0].Value!,
                        kind.ConstructorArguments.Length > 1 ? kind.ConstructorArguments[1].Value : null))];
        if (named.Length == 0)
        {
            return (null, $"{Describe(type)} is closed, and nothing derives from it; declare its kinds.");
        }

        List<HierarchyCaseModel> cases = [];
        foreach ((INamedTypeSymbol derived, object? value) in named)
        {
            string? text = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);
            string? reason = value switch
            {
                null =>
                    $"[JsonDerivedType(typeof({derived.Name}))] on {Describe(type)} gives no discriminator; give it a name: "
                        + $"[JsonDerivedType(typeof({derived.Name}), \"{Identifier.ToCamelCase(derived.Name)}\")].",
                _ when cases.Any(other => other.Discriminator == text && other.IsNumber == value is int) =>
                    $"two kinds of {Describe(type)} have the discriminator '{text}'; give each its "
                        + $"own{(kinds.Length == 0 ? " with [JsonDerivedType]" : "")}.",
                _ when !IsOrDerivesFrom(derived, type) =>
                    $"{derived.Name} is no {Describe(type)}, though [JsonDerivedType] says so; remove it.",
                _ when GetReason(derived) is { } general => general,
                _ when derived.IsAbstract && kinds.Length == 0 =>
                    $"{derived.Name}, a kind of the closed {Describe(type)}, is abstract, "
                        + "so that its own kinds are not known; make it closed.",
                _ when derived.IsAbstract =>
                    $"{derived.Name} is {ClosedType.Describe(derived)}; declare the kinds that there are of it with [JsonDerivedType] "
                        + $"on {Describe(type)}.",
                _ => null,
            };
            if (reason is not null)
            {
                return (null, reason);
            }

            string derivedName = GetPlainName(derived);
            PayloadObject? found = PayloadObject.Find(_viewer, derived, out reason);
            reason ??= _table.Add(FieldShape.Object, derivedName, () => ParseMembers(derived, derivedName, FieldShape.Object, found!));
            if (reason is not null)
            {
                return (null, reason);
            }

            if (_table.Find(FieldShape.Object, derivedName) is ObjectTypeModel o
                && o.StoredMembers.Any(member => member.JsonName == discriminator))
            {
                return (
                    null,
                    $"{derived.Name} has a member with the JSON name '{discriminator}', which says of what kind a {Describe(type)} is; "
                        + "give it another with [JsonPropertyName].");
            }

            cases.Add(new HierarchyCaseModel(derivedName, text!, value is int));
        }

        FindUnnamedKinds(type, [.. named.Select(static kind => kind.Type)], isInferred: kinds.Length == 0);
        return (new HierarchyTypeModel(name, discriminator, new(cases)), null);
    }

    private void FindUnnamedKinds(INamedTypeSymbol type, INamedTypeSymbol[] named, bool isInferred)
    {
        if (!findsUnnamedKinds)
        {
            return;
        }

        IEnumerable<INamedTypeSymbol> all = DerivedTypes.AllOf(type, type.ContainingAssembly);
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, entity.ContainingAssembly))
        {
            all = all.Concat(DerivedTypes.AllOf(type, entity.ContainingAssembly));
        }

        _unnamedKinds.AddRange(all.Except(named, SymbolEqualityComparer.Default).OfType<INamedTypeSymbol>()
            .OrderBy(static kind => kind.ToDisplayString(), StringComparer.Ordinal)
            .Select(kind => new UnnamedKind(type, kind, isInferred)));
    }
}
