namespace EsGen.Generators;

/// <summary>The body of an upcast that leaves nothing to decide: every field goes to the one of its name, or of its new name, and what is new has a default.</summary>
internal static class UpcastBody
{
    /// <param name="target">The record to make.</param>
    /// <param name="fields">The fields of the old version.</param>
    /// <param name="targetFields">The fields of the next one.</param>
    /// <returns>The expression; null if there is something to decide.</returns>
    public static string? Find(string target, IReadOnlyCollection<FieldModel> fields, IEnumerable<FieldModel> targetFields) => Find(target, fields, targetFields, isProposal: false);

    /// <summary>A body for the user to look at: values are converted as the compiler does it by itself, and fields without a place are left out.</summary>
    /// <inheritdoc cref="Find(string, IReadOnlyCollection{FieldModel}, IEnumerable{FieldModel})"/>
    public static string? Propose(string target, IReadOnlyCollection<FieldModel> fields, IEnumerable<FieldModel> targetFields) => Find(target, fields, targetFields, isProposal: true);

    private static string? Find(string target, IReadOnlyCollection<FieldModel> fields, IEnumerable<FieldModel> targetFields, bool isProposal)
    {
        HashSet<string> open = [.. fields.Select(static field => field.JsonName)];
        List<string> arguments = [];
        List<string> initializers = [];
        foreach (FieldModel field in targetFields)
        {
            FieldModel? source = fields.FirstOrDefault(old => old.JsonName == field.JsonName) ?? fields.FirstOrDefault(old => field.FormerNames.Contains(old.JsonName));
            if (source is null)
            {
                if (field.Default is null && field.Initialization != FieldInitialization.Optional)
                {
                    return null;
                }

                continue;
            }

            if (!open.Remove(source.JsonName) || Convert(source, field.Type, isProposal) is not { } value)
            {
                return null;
            }

            if (field.Initialization == FieldInitialization.Constructor)
            {
                arguments.Add($"{field.PropertyName}: {value}");
            }
            else
            {
                initializers.Add($"{field.PropertyName} = {value}");
            }
        }

        return open.Count > 0 && !isProposal ? null : $"new {target}({string.Join(", ", arguments)}){(initializers.Count == 0 ? "" : $" {{ {string.Join(", ", initializers)} }}")}";
    }

    /// <summary>Whether every value of one type of number is one of another's, exactly.</summary>
    private static bool IsWider(string type, string from) => from switch
    {
        "Byte" => type is "Int16" or "UInt16" or "Int32" or "UInt32" or "Int64" or "UInt64" or "Single" or "Double" or "Decimal",
        "SByte" => type is "Int16" or "Int32" or "Int64" or "Single" or "Double" or "Decimal",
        "Int16" => type is "Int32" or "Int64" or "Single" or "Double" or "Decimal",
        "UInt16" => type is "Int32" or "UInt32" or "Int64" or "UInt64" or "Single" or "Double" or "Decimal",
        "Int32" => type is "Int64" or "Double" or "Decimal",
        "UInt32" => type is "Int64" or "UInt64" or "Double" or "Decimal",
        "Int64" or "UInt64" => type is "Decimal",
        "Single" => type is "Double",
        _ => false,
    };

    private static string? Convert(FieldModel source, FieldTypeModel type, bool isProposal)
    {
        string value = "old." + source.PropertyName;
        FieldTypeModel from = source.Type;
        if (from.Name == type.Name || from.Name + "?" == type.Name || (isProposal && IsWider(type.Primitive, from.Primitive)))
        {
            return value;
        }

        // The lock doesn't know which collection it was.
        bool isList = from.Shape == FieldShape.ReadOnlyList && type.Shape is FieldShape.Array or FieldShape.List or FieldShape.ReadOnlyList or FieldShape.ImmutableArray;
        if (!isList || from.Element!.Name != type.Element!.Name || (from.AllowsNull && !type.AllowsNull))
        {
            return null;
        }

        return from.AllowsNull ? $"{value} is null ? null : [.. {value}]" : $"[.. {value}]";
    }
}
