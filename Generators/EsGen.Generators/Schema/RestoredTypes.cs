namespace EsGen.Generators;

/// <summary>
/// The types of the fields of old versions: the user's, where they can still read what was locked, and otherwise types that are generated as they were.
/// </summary>
internal sealed class RestoredTypes
{
    private readonly EntityModel _entity;
    private readonly List<(PayloadTypeModel Payload, LockedVersion Version, LockedFieldType Type)> _declared = [];
    private readonly List<RestoredTypeModel> _restored = [];

    public RestoredTypes(EntityModel entity)
    {
        _entity = entity;
        foreach (PayloadTypeModel payload in entity.PayloadTypes)
        {
            if (GetShape(payload) is { } shape)
            {
                LockedTypeTable table = new(entity.PayloadTypes);
                LockedFieldType type = table.Of(new FieldTypeModel(payload.Name, shape));
                _declared.Add((payload, new LockedVersion(1, default, table.Types), type));
            }
        }
    }

    /// <summary>The types to generate.</summary>
    public IReadOnlyList<RestoredTypeModel> All => _restored;

    /// <summary>Starts an event, whose versions follow from the oldest on.</summary>
    /// <param name="takesDeclared">Whether the user's types may be taken: they may be less accessible than what is generated.</param>
    public Event Begin(bool takesDeclared) => new(this, takesDeclared);

    private static FieldShape? GetShape(PayloadTypeModel payload) => payload switch
    {
        EnumTypeModel => FieldShape.Enum,
        HierarchyTypeModel => FieldShape.Hierarchy,
        ObjectTypeModel => FieldShape.Object,
        _ => null,
    };

    /// <summary>The types of one event, which its versions share as long as they stay the same.</summary>
    internal sealed class Event(RestoredTypes table, bool takesDeclared)
    {
        private readonly List<(LockedVersion Version, LockedType Type, PayloadTypeModel Payload)> _known = [];

        /// <summary>The fields of the next version.</summary>
        /// <param name="version">The version.</param>
        /// <param name="recordName">The name of its record, which those of its types begin with.</param>
        public FieldModel[] GetFields(LockedVersion version, string recordName)
        {
            Version types = new(table, _known, takesDeclared, version, recordName);
            return types.Of(version.Fields);
        }
    }

    private sealed class Version(
        RestoredTypes table,
        List<(LockedVersion Version, LockedType Type, PayloadTypeModel Payload)> known,
        bool takesDeclared,
        LockedVersion version,
        string recordName)
    {
        // What a retired event is made of is as public as the event.
        private string Accessibility => takesDeclared ? "private" : "public";

        /// <summary>The fields as a record can have them: what may be missing comes last.</summary>
        public FieldModel[] Of(EquatableArray<LockedField> fields) => [.. fields.Select(Of).OrderBy(static field => field.Default is not null)];

        private FieldModel Of(LockedField field)
        {
            // What it was when it was missing is unknown; null says that it was.
            FieldTypeModel type = Of(field is { IsOptional: true, Default: null } ? field.Type with { IsNullable = true } : field.Type);
            string propertyName = CSharpName.ToPascalCase(CSharpName.IsIdentifier(field.Name) ? field.Name : "Field" + string.Concat(field.Name.Where(char.IsLetterOrDigit)));
            return new FieldModel
            {
                PropertyName = CSharpName.Escape(propertyName),
                VariableName = CSharpName.Escape(CSharpName.ToCamelCase(propertyName)),
                JsonName = field.Name,
                FormerNames = field.FormerNames,
                Type = type,
                Default = field.IsOptional ? GetDefault(field.Default ?? "null", type) : null,
            };
        }

        private static string GetDefault(string value, FieldTypeModel type)
        {
            FieldTypeModel plain = type.Shape == FieldShape.NullableValue ? type.Element! : type;
            return plain.Shape != FieldShape.Enum || value is "null" or "default" ? value
                : value.StartsWith("(", StringComparison.Ordinal) ? $"({plain.Name}){value}"
                : $"{plain.Name}.{CSharpName.Escape(value)}";
        }

        private FieldTypeModel Of(LockedFieldType type)
        {
            (FieldTypeModel plain, bool isValue) = type.Word switch
            {
                TypeWords.Converted => (FindConverted(type.Arguments[0].Word), false),
                TypeWords.Unsupported => (new FieldTypeModel("object", FieldShape.Unsupported), false),
                _ when TypeWords.IsCollection(type.Word) => (OfCollection(type), false),
                _ when TypeWords.IsPrimitive(type.Word) => (OfPrimitive(type.Word), !TypeWords.IsReference(type.Word)),
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
            (FieldShape shape, string name) = TypeWords.GetCollection(type.Word);
            FieldTypeModel[] arguments = [.. type.Arguments.Select(Of)];
            return new FieldTypeModel($"{name}<{string.Join(", ", arguments.Select(static argument => argument.Name))}>", shape) { Arguments = new(arguments) };
        }

        private static FieldTypeModel OfPrimitive(string word)
        {
            (string primitive, string source) = TypeWords.Get(word);
            return new FieldTypeModel(source, FieldShape.Primitive) { Primitive = primitive };
        }

        private (FieldTypeModel Type, bool IsValue) OfPayload(LockedType type)
        {
            PayloadTypeModel payload = Find(type) ?? Restore(type);
            return (new FieldTypeModel(payload.Name, GetShape(payload)!.Value), payload is EnumTypeModel or ObjectTypeModel { IsValueType: true });
        }

        /// <summary>The type that it was before, or the user's if it still can read it.</summary>
        private PayloadTypeModel? Find(LockedType type)
        {
            LockedFieldType word = new(type.Name, default, false);
            foreach ((LockedVersion other, LockedType same, PayloadTypeModel payload) in known)
            {
                if (same.Name == type.Name && (other == version || ShapeComparison.AreSame(other, word, version, word)))
                {
                    return payload;
                }
            }

            foreach ((PayloadTypeModel payload, LockedVersion other, LockedFieldType declared) in takesDeclared ? table._declared : [])
            {
                if (LockedTypeTable.GetLabel(payload.Name) == type.Name && ShapeComparison.CanRead(version, word, other, declared))
                {
                    known.Add((version, type, payload));
                    return payload;
                }
            }

            return null;
        }

        private PayloadTypeModel Restore(LockedType type)
        {
            string name = recordName + CSharpName.ToPascalCase(type.Name);
            switch (type.Kind)
            {
                case LockedTypeKind.Enum or LockedTypeKind.Flags:
                    return Add(type, new EnumTypeModel(name, type.Kind == LockedTypeKind.Flags, new(type.Members.Select(static (member, i) => member.Split([" = "], StringSplitOptions.None) is [var flag, var value]
                        ? new EnumMemberModel(flag, value)
                        : new EnumMemberModel(member, $"{i}")).ToArray())));
                case LockedTypeKind.Union:
                    (LockedCase Case, string Name)[] cases = [.. type.Cases.Select((@case, i) => (@case, name + (CSharpName.IsIdentifier(@case.Name) ? CSharpName.ToPascalCase(@case.Name) : $"Case{i + 1}")))];
                    PayloadTypeModel union = Add(type, new HierarchyTypeModel(name, type.Discriminator, new(cases.Select(static c => new HierarchyCaseModel(c.Name, c.Case.Name, c.Case.IsNumber)).ToArray())));
                    foreach ((LockedCase @case, string caseName) in cases)
                    {
                        table._restored.Add(new RestoredTypeModel(Accessibility, new ObjectTypeModel(caseName, new(Of(@case.Fields))) { ComparesMembers = true }));
                    }

                    return union;
                default:
                    // It may contain itself, so that it has to be known before its members are.
                    int index = table._restored.Count;
                    Add(type, new ObjectTypeModel(name, default) { ComparesMembers = true });
                    ObjectTypeModel complete = new(name, new(Of(type.Fields))) { ComparesMembers = true };
                    table._restored[index] = new RestoredTypeModel(Accessibility, complete);
                    return complete;
            }
        }

        private PayloadTypeModel Add(LockedType type, PayloadTypeModel payload)
        {
            known.Add((version, type, payload));
            table._restored.Add(new RestoredTypeModel(Accessibility, payload));
            return payload;
        }

        private FieldTypeModel FindConverted(string converter) => table._entity.Events.SelectMany(static e => e.Fields)
            .Concat(table._entity.PayloadTypes.OfType<ObjectTypeModel>().SelectMany(static o => o.StoredMembers))
            .SelectMany(static field => Flatten(field.Type))
            .Where(type => type.Shape == FieldShape.Converted && LockedTypeTable.GetLastName(type.Converter) == converter)
            .Select(static type => type with { Name = type.PlainName, AllowsNull = false })
            .FirstOrDefault() ?? new FieldTypeModel("object", FieldShape.Unsupported);

        private static IEnumerable<FieldTypeModel> Flatten(FieldTypeModel type) => type.Arguments.SelectMany(Flatten).Append(type);
    }
}
