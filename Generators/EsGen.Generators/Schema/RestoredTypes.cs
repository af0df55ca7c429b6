using System.Globalization;

namespace EsGen.Generators.Schema;

/// <summary>
/// The types of the fields of old versions: the user's, where they can still read what was locked, and otherwise types that are generated
/// as they were.
/// </summary>
internal sealed class RestoredTypes
{
    private readonly Dictionary<string, (PayloadTypeModel Payload, LockedVersion Version, LockedFieldType Type)[]> _declared =
        new(StringComparer.Ordinal);
    private readonly ILookup<string, PayloadTypeModel> _payloads;
    private readonly Lazy<ILookup<string, PayloadTypeModel>> _byName;
    private readonly Lazy<Dictionary<string, FieldTypeModel[]>> _converted;
    private readonly List<RestoredTypeModel> _restored = [];
    private readonly List<MissingConverterModel> _missingConverters = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly EntityModel _entity;

    public RestoredTypes(EntityModel entity, LockedEntity locked)
    {
        _entity = entity;
        _names.UnionWith(GeneratedNames.All);
        _names.UnionWith(entity.Events.SelectMany(static e => new[] { e.EventName, e.MethodSuffix }));
        _names.Add(entity.Type.Name.TrimStart('@'));
        foreach (LockedEvent e in locked.Events)
        {
            foreach (string name in EntityHistory.FindDeclared(entity, e).Select(static declared => declared.EventName).Append(e.Name))
            {
                _names.Add(name);
                _names.UnionWith(e.Versions.Select(version => EntityHistory.GetRecordName(name, version.Number)));
            }
        }

        _payloads = entity.PayloadTypes.Where(static payload => GetShape(payload) is not null)
            .ToLookup(static payload => LockedTypeTable.GetLabel(payload.Name), StringComparer.Ordinal);
        _byName = new(() => LockedTypeTable.ByName(entity.PayloadTypes));
        _converted = new(() => entity.Events.SelectMany(static e => e.Fields)
            .Select(static field => field.Type)
            .Concat(entity.PayloadTypes.SelectMany(static payload => payload.PartTypes))
            .SelectMany(Flatten)
            .Concat(entity.DeclaredConverters)
            .Where(static type => type.Shape == FieldShape.Converted)
            .GroupBy(static type => PayloadTypes.GetConverterLabel(type.Converter), StringComparer.Ordinal)
            .ToDictionary(
                static group => group.Key,
                static group =>
                    group.Select(static type => type with { Name = type.PlainName, AllowsNull = false, IsInterned = false })
                        .GroupBy(static type => type.Converter)
                        .Select(static same => same.First())
                        .ToArray(),
                StringComparer.Ordinal));
    }

    /// <summary>The types to generate.</summary>
    public IReadOnlyList<RestoredTypeModel> All => _restored;

    /// <summary>The converters that would be needed to read all versions.</summary>
    public IReadOnlyList<MissingConverterModel> MissingConverters => _missingConverters;

    /// <summary>Starts an event that is declared, whose versions follow from the oldest on.</summary>
    public Event Begin(LockedEvent locked) => new(this, locked, takesDeclared: true, "private");

    /// <summary>
    /// Starts an event that is only in the lock. It doesn't take the user's types, which may be less accessible than itself.
    /// </summary>
    public Event BeginRetired(LockedEvent locked)
    {
        string[] converted = [.. locked.Versions
            .SelectMany(static version => version.AllFields)
            .SelectMany(static field => Flatten(field.Type))
            .Where(static type => type.Word == TypeWords.Converted)
            .Select(type =>
                _converted.Value.TryGetValue(type.Arguments[0].Word, out FieldTypeModel[] known) ? known[0].Accessibility : "public")];
        return new(
            this,
            locked,
            takesDeclared: false,
            converted.Contains("private") ? "private" : converted.Contains("internal") ? "internal" : "public");
    }

    private static IEnumerable<FieldTypeModel> Flatten(FieldTypeModel type) => type.Arguments.SelectMany(Flatten).Append(type);

    private static IEnumerable<LockedFieldType> Flatten(LockedFieldType type) =>
        type.Word == TypeWords.Converted ? [type] : type.Arguments.SelectMany(Flatten).Append(type);

    /// <summary>The user's types that the lock may mean by a name, as the lock would have them.</summary>
    /// <remarks>In the lock a type has a number behind its name if the name alone is a word of the lock's, or another type's.</remarks>
    private (PayloadTypeModel Payload, LockedVersion Version, LockedFieldType Type)[] GetDeclared(string label)
    {
        if (!_declared.TryGetValue(label, out var declared))
        {
            int digits = label.Length - label.TrimEnd("0123456789".ToCharArray()).Length;
            declared = [.. Enumerable.Range(
                0,
                digits + 1).SelectMany(length => _payloads[label.Substring(0, label.Length - length)]).Select(payload =>
            {
                LockedTypeTable table = new(_byName.Value);
                LockedFieldType type = table.Of(new FieldTypeModel(payload.Name, GetShape(payload)!.Value));
                return (payload, new LockedVersion(1, default, table.Types), type);
            })];
            _declared.Add(label, declared);
        }

        return declared;
    }

    /// <summary>A name for a type that nothing else that is generated has.</summary>
    private string Claim(string name)
    {
        string unique = name;
        for (int i = 2; !_names.Add(unique); i++)
        {
            unique = $"{name}_{i}";
        }

        return unique;
    }

    private static FieldShape? GetShape(PayloadTypeModel payload) => payload switch
    {
        EnumTypeModel => FieldShape.Enum,
        HierarchyTypeModel => FieldShape.Hierarchy,
        UnionTypeModel => FieldShape.Union,
        ObjectTypeModel => FieldShape.Object,
        _ => null,
    };

    /// <summary>The types of one event, which its versions share as long as they stay the same.</summary>
    internal sealed class Event(RestoredTypes table, LockedEvent locked, bool takesDeclared, string accessibility)
    {
        private readonly List<(LockedVersion Version, LockedType Type, PayloadTypeModel Payload)> _known = [];

        /// <summary>The modifier of what is generated.</summary>
        public string Accessibility => accessibility;

        /// <summary>The fields of the next version.</summary>
        /// <param name="version">The version.</param>
        /// <param name="recordName">The name of its record, which those of its types begin with.</param>
        public FieldModel[] GetFields(LockedVersion version, string recordName)
        {
            Version types = new(table, _known, takesDeclared, accessibility, locked.Name, version, recordName);
            return types.Of(version.Fields, recordName);
        }
    }

    private sealed class Version(
        RestoredTypes table,
        List<(LockedVersion Version, LockedType Type, PayloadTypeModel Payload)> known,
        bool takesDeclared,
        string accessibility,
        string eventName,
        LockedVersion version,
        string recordName)
    {
        /// <summary>The fields as a record can have them: what may be missing comes last.</summary>
        /// <param name="fields">The fields.</param>
        /// <param name="record">The name of the record, which none of its properties can have.</param>
        public FieldModel[] Of(EquatableArray<LockedField> fields, string record)
        {
            // Without regard to case, because parameters begin with a small letter.
            HashSet<string> taken = new(EventFields.Reserved, StringComparer.OrdinalIgnoreCase) { record };
            return [.. fields.Select(field => Of(field, taken)).OrderBy(static field => field.Default is not null)];
        }

        private FieldModel Of(LockedField field, HashSet<string> taken)
        {
            // What it was when it was missing is unknown; null says that it was.
            LockedFieldType locked = field is { IsOptional: true, Default: null } ? field.Type with { IsNullable = true } : field.Type;
            FieldTypeModel type = !IsLost(locked, []) ? Of(locked)
                : locked.IsNullable ? new FieldTypeModel("object?", FieldShape.Unsupported, AllowsNull: true)
                : new FieldTypeModel("object", FieldShape.Unsupported);
            if (field.Default == "default"
                && type is { AllowsNull: false, Shape: FieldShape.Object or FieldShape.Hierarchy }
                && !IsValueType(type))
            {
                // It was a struct, and is no more.
                type = type with { Name = type.Name + "?", AllowsNull = true };
            }

            string wanted =
                CSharpName.ToPascalCase(Identifier.IsValid(field.Name)
                    ? field.Name
                    : "Field" + string.Concat(field.Name.Where(char.IsLetterOrDigit)));
            string propertyName = wanted;
            for (int i = 2; !taken.Add(propertyName); i++)
            {
                propertyName = $"{wanted}_{i}";
            }

            return new FieldModel
            {
                PropertyName = CSharpName.Escape(propertyName),
                VariableName = CSharpName.Escape(Identifier.ToCamelCase(propertyName)),
                JsonName = field.Name,
                FormerNames = field.FormerNames,
                Type = type,
                Default = field.IsOptional ? GetDefault(field.Default ?? "null", type) : null,
                HasUnknownDefault = field is { IsOptional: true, Default: null },
            };
        }

        private bool IsValueType(FieldTypeModel type) =>
            table._entity.PayloadTypes.Concat(table._restored.Select(static restored => restored.Payload))
                .OfType<ObjectTypeModel>()
                .Any(o => o.Name == type.Name && o.IsValueType);

        private string GetDefault(string value, FieldTypeModel type)
        {
            FieldTypeModel plain = type.Shape == FieldShape.NullableValue ? type.Element! : type;
            if (value == "null" && !type.AllowsNull && type.Shape != FieldShape.NullableValue)
            {
                return "default!";
            }

            if (plain.Shape != FieldShape.Enum || value is "null" or "default")
            {
                return value;
            }

            // A member of the user's may be obsolete by now.
            EnumMemberModel? member = table._entity.PayloadTypes.OfType<EnumTypeModel>()
                .FirstOrDefault(e => e.Name == plain.Name)?.Members.FirstOrDefault(member => member.Name == value);
            return member is not null ? $"({plain.Name})({member.Value})"
                : value.StartsWith("(", StringComparison.Ordinal) ? $"({plain.Name}){value}"
                : $"{plain.Name}.{CSharpName.Escape(value)}";
        }

        private FieldTypeModel Of(LockedFieldType type)
        {
            (FieldTypeModel plain, bool isValue) = type.Word switch
            {
                TypeWords.Converted => (table._converted.Value[type.Arguments[0].Word][0], false),
                _ when TypeWords.IsCollection(type.Word) => (OfCollection(type), false),
                _ when PrimitiveType.OfWord(type.Word) is { } primitive =>
                    (new FieldTypeModel(primitive.Source, FieldShape.Primitive) { Primitive = primitive.Name }, !primitive.IsReference),
                _ => OfPayload(version.FindType(type.Word)!),
            };
            return type.IsNullable switch
            {
                false => plain,
                _ when isValue => new FieldTypeModel(plain.Name + "?", FieldShape.NullableValue) { Arguments = new([plain]) },
                _ when plain.Name.EndsWith("?", StringComparison.Ordinal) => plain,
                _ => plain with { Name = plain.Name + "?", AllowsNull = true },
            };
        }

        private FieldTypeModel OfCollection(LockedFieldType type)
        {
            (FieldShape shape, string name) = CollectionWords.Get(type.Word);
            FieldTypeModel[] arguments = [.. type.Arguments.Select(Of)];
            return new FieldTypeModel(
                $"{name}<{string.Join(", ", arguments.Select(static argument => argument.Name))}>",
                shape)
            {
                Arguments = new(arguments),
            };
        }

        private (FieldTypeModel Type, bool IsValue) OfPayload(LockedType type)
        {
            PayloadTypeModel payload = Find(type) ?? Restore(type);
            return (
                new FieldTypeModel(payload.Name, GetShape(payload)!.Value),
                payload is EnumTypeModel or UnionTypeModel or ObjectTypeModel { IsValueType: true });
        }

        /// <summary>The type that it was before, or the user's if it still can read it.</summary>
        private PayloadTypeModel? Find(LockedType type)
        {
            LockedFieldType word = new(type.Name, default, false);
            foreach ((LockedVersion other, LockedType same, PayloadTypeModel payload) in known)
            {
                if (same.Name == type.Name
                    && HasDefaults(payload, type)
                    && (other == version || ShapeComparison.AreSame(other, word, version, word)))
                {
                    return payload;
                }
            }

            // Two types that look alike are told apart by what the others before them have taken.
            var candidates = takesDeclared ? table.GetDeclared(type.Name) : [];
            foreach ((
                PayloadTypeModel payload,
                LockedVersion other,
                LockedFieldType declared) in candidates.OrderBy(candidate =>
                    known.Any(taken => taken.Payload.Equals(candidate.Payload) && taken.Type.Name != type.Name)))
            {
                if (HasDefaults(payload, type) && ShapeComparison.CanRead(version, word, other, declared))
                {
                    known.Add((version, type, payload));
                    return payload;
                }
            }

            return null;
        }

        /// <summary>Whether an enum has room for the defaults without a name that this version has of it.</summary>
        private bool HasDefaults(
            PayloadTypeModel payload,
            LockedType type) => payload is not EnumTypeModel e || version.AllFields.All(field =>
            field.Type.Word != type.Name
            || field.Default is not { } value
            || !decimal.TryParse(value.Trim('(', ')'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal number)
            || (number >= e.Least && number <= e.Most));

        private PayloadTypeModel Restore(LockedType type)
        {
            string name = table.Claim(recordName + CSharpName.ToPascalCase(type.Name));
            switch (type.Kind)
            {
                case LockedTypeKind.Enum or LockedTypeKind.Flags:
                    // The lock doesn't know the numbers; these are nobody's, so that a cast can't pass for a conversion.
                    EnumMemberModel[] named =
                    [
                        .. type.Members.Select(static (member, i) => member.Split([" = "], StringSplitOptions.None) is [var flag, var value]
                            ? new EnumMemberModel(flag, value)
                            : new EnumMemberModel(member, $"{int.MinValue + i}")),
                    ];
                    return Add(type, new EnumTypeModel(name, type.Kind == LockedTypeKind.Flags, new(named)));
                case LockedTypeKind.Union:
                    (LockedCase Case, string Name)[] cases =
                        [.. type.Cases.Select((@case, i) =>
                            (
                                @case,
                                table.Claim(name
                                    + (Identifier.IsValid(@case.Name) ? CSharpName.ToPascalCase(@case.Name) : $"Case{i + 1}"))))];
                    PayloadTypeModel union = Add(
                        type,
                        new HierarchyTypeModel(
                            name,
                            type.Discriminator,
                            new(cases.Select(static c => new HierarchyCaseModel(c.Name, c.Case.Name, c.Case.IsNumber)).ToArray())));
                    foreach ((LockedCase @case, string caseName) in cases)
                    {
                        table._restored.Add(new RestoredTypeModel(
                            accessibility,
                            IsCompared: !takesDeclared,
                            new ObjectTypeModel(caseName, new(Of(@case.Fields, caseName))) { ComparesMembers = true }));
                    }

                    return union;
                default:
                    // It may contain itself, so that it has to be known before its members are.
                    int index = table._restored.Count;
                    Add(type, new ObjectTypeModel(name, default) { ComparesMembers = true });
                    FieldModel[] members = Of(type.Fields, name);
                    if (members is [{ Type.PlainName: var only }] && only == name)
                    {
                        // As a parameter it would make the record's constructor its copy constructor (CS8910).
                        members[0] = members[0] with { Initialization = FieldInitialization.Required };
                    }

                    ObjectTypeModel complete = new(name, new(members)) { ComparesMembers = true };
                    table._restored[index] = new RestoredTypeModel(accessibility, IsCompared: !takesDeclared, complete);
                    return complete;
            }
        }

        private PayloadTypeModel Add(LockedType type, PayloadTypeModel payload)
        {
            known.Add((version, type, payload));
            table._restored.Add(new RestoredTypeModel(accessibility, IsCompared: !takesDeclared, payload));
            return payload;
        }

        /// <summary>Whether something in a type can't be read any more, so that no value of it can.</summary>
        private bool IsLost(LockedFieldType type, HashSet<string> seen) => type.Word switch
        {
            TypeWords.Unsupported => true,
            TypeWords.Converted => IsLost(type.Arguments[0].Word),
            _ when type.Arguments.Count > 0 => type.Arguments.Any(argument => IsLost(argument, seen)),
            _ => seen.Add(type.Word) && version.FindType(type.Word) is { } found && found.AllFields.Any(field => IsLost(field.Type, seen)),
        };

        private bool IsLost(string converter)
        {
            // Of several with one name, the wrong one would read what it didn't write.
            bool isKnown = table._converted.Value.TryGetValue(converter, out FieldTypeModel[] known);
            if (isKnown && known.Length == 1)
            {
                return false;
            }

            MissingConverterModel missing = new(eventName, version.Number, converter, IsAmbiguous: isKnown);
            if (!table._missingConverters.Contains(missing))
            {
                table._missingConverters.Add(missing);
            }

            return true;
        }
    }
}
