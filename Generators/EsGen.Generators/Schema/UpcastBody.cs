namespace EsGen.Generators.Schema;

/// <summary>
/// The body of an upcast that leaves nothing to decide: every field goes to the one of its name, or of its new name, and what is new has a
/// default.
/// </summary>
internal sealed class UpcastBody
{
    private readonly PayloadTypeModel[] _payloads;
    private readonly bool _isProposal;

    private UpcastBody(IEnumerable<PayloadTypeModel> payloads, bool isProposal)
    {
        _payloads = [.. payloads];
        _isProposal = isProposal;
    }

    /// <param name="target">The record to make.</param>
    /// <param name="fields">The fields of the old version.</param>
    /// <param name="targetFields">The fields of the next one.</param>
    /// <param name="payloads">The types that the fields refer to.</param>
    /// <returns>The expression; null if there is something to decide.</returns>
    public static string? Find(
        string target,
        IReadOnlyCollection<FieldModel> fields,
        IEnumerable<FieldModel> targetFields,
        IEnumerable<PayloadTypeModel> payloads) =>
        new UpcastBody(payloads, isProposal: false).Find("old", target, fields, targetFields, depth: 0);

    /// <summary>
    /// A body for the user to look at: values are converted as the compiler does it by itself, and fields without a place are left out.
    /// </summary>
    /// <inheritdoc cref="Find(string, IReadOnlyCollection{FieldModel}, IEnumerable{FieldModel}, IEnumerable{PayloadTypeModel})"/>
    public static string? Propose(
        string target,
        IReadOnlyCollection<FieldModel> fields,
        IEnumerable<FieldModel> targetFields,
        IEnumerable<PayloadTypeModel> payloads) =>
        new UpcastBody(payloads, isProposal: true).Find("old", target, fields, targetFields, depth: 0);

    private string? Find(
        string value,
        string target,
        IReadOnlyCollection<FieldModel> fields,
        IEnumerable<FieldModel> targetFields,
        int depth)
    {
        HashSet<string> open = [.. fields.Select(static field => field.JsonName)];
        List<string> arguments = [];
        List<string> initializers = [];
        foreach (FieldModel field in targetFields)
        {
            FieldModel? source = fields.FirstOrDefault(old => old.JsonName == field.JsonName)
                ?? fields.FirstOrDefault(old => FormerFieldName.IsOneOf(field.FormerNames, old.JsonName));
            if (source is null)
            {
                if (field.Default is null && field.Initialization != FieldInitialization.Optional)
                {
                    return null;
                }

                continue;
            }

            // What was missing had a value that only the code of that time knew; and fields that exchange their names are for the user to
            // sort out.
            if (!_isProposal && (source.HasUnknownDefault
                || (source.JsonName == field.JsonName
                    && fields.Any(old =>
                        old.JsonName != field.JsonName
                            && FormerFieldName.IsOneOf(field.FormerNames, old.JsonName)
                            && !FormerFieldName.IsOneOf(source.FormerNames, old.JsonName)))))
            {
                return null;
            }

            if (!open.Remove(source.JsonName)
                || Convert($"{value}.{source.PropertyName}", source.Type, field.Type, depth) is not { } converted)
            {
                return null;
            }

            (field.Initialization == FieldInitialization.Constructor ? arguments : initializers)
                .Add($"{field.PropertyName}{(field.Initialization == FieldInitialization.Constructor ? ":" : " =")} {converted}");
        }

        return open.Count > 0 && !_isProposal
            ? null
            : $"new{(target.Length == 0 ? "" : " ")}{target}({string.Join(", ", arguments)})"
                + $"{(initializers.Count == 0 ? "" : $" {{ {string.Join(", ", initializers)} }}")}";
    }

    private string? Convert(string value, FieldTypeModel source, FieldTypeModel type, int depth)
    {
        if (source.Name == type.Name || source.Name + "?" == type.Name || (_isProposal && IsWider(type.Primitive, source.Primitive)))
        {
            return value;
        }

        // A struct that may be null has no value to convert when it is.
        if (source.Shape == FieldShape.NullableValue || (source.AllowsNull && !type.AllowsNull))
        {
            return null;
        }

        FieldTypeModel plain = source with { Name = source.PlainName, AllowsNull = false };
        string? converted = type.Shape == FieldShape.SingleValue
            ? Wrap(value, plain, type, depth)
            : CopyCollection(value, source, type) ?? (_isProposal ? Rebuild(value, plain, type, depth) : null);
        return converted is not null && source.AllowsNull ? $"{value} is null ? null : {converted}" : converted;
    }

    /// <summary>A struct of the user's around what is stored in its place.</summary>
    private string? Wrap(string value, FieldTypeModel source, FieldTypeModel type, int depth) =>
        _payloads.OfType<SingleValueTypeModel>()
            .FirstOrDefault(single =>
                single.Name == type.PlainName) is { Member: { Initialization: FieldInitialization.Constructor } member } single
        && Convert(value, source, member.Type, depth) is { } inner
            ? $"new {single.Name}({inner})"
            : null;

    /// <summary>A type of today made of what it was, member by member or by name.</summary>
    private string? Rebuild(string value, FieldTypeModel source, FieldTypeModel type, int depth)
    {
        if (_payloads.OfType<EnumTypeModel>().FirstOrDefault(e => e.Name == source.PlainName) is { } oldEnum
            && _payloads.OfType<EnumTypeModel>().FirstOrDefault(e => e.Name == type.PlainName) is { } newEnum
            && oldEnum.Members.All(member => newEnum.Members.Any(other => other.Name == member.Name)))
        {
            return $"global::System.Enum.Parse<{newEnum.Name}>({value}.ToString())";
        }

        // Types that contain themselves have no end.
        return depth < 3
            && _payloads.OfType<ObjectTypeModel>().FirstOrDefault(o => o.Name == source.PlainName) is { } old
            && _payloads.OfType<ObjectTypeModel>().FirstOrDefault(o => o.Name == type.PlainName) is { IsTuple: false } today
                ? Find(value, today.Name, [.. old.StoredMembers], today.StoredMembers, depth + 1)
                : null;
    }

    /// <summary>The lock doesn't know which collection it was.</summary>
    private static string? CopyCollection(string value, FieldTypeModel source, FieldTypeModel type)
    {
        if (!source.Arguments.Select(static argument => argument.Name)
            .SequenceEqual(type.Arguments.Select(static argument => argument.Name)))
        {
            return null;
        }

        return (source.Shape, type.Shape) switch
        {
            (FieldShape.ReadOnlyList, FieldShape.Array or FieldShape.List or FieldShape.ReadOnlyList or FieldShape.ImmutableArray) =>
                $"[.. {value}]",
            (FieldShape.ReadOnlySet, FieldShape.HashSet or FieldShape.ImmutableHashSet) => $"[.. {value}]",
            (FieldShape.ReadOnlyDictionary, FieldShape.Dictionary) => $"new {type.PlainName}({value})",
            _ => null,
        };
    }

    /// <summary>Whether every value of one type of number is one of another's, exactly.</summary>
    private static bool IsWider(string type, string source) => PrimitiveType.OfName(source)?.Wider.Contains(type) == true;
}
