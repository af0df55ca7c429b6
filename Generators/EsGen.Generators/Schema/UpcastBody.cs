namespace EsGen.Generators;

/// <summary>The body of an upcast that leaves nothing to decide: every field goes to the one of its name, or of its new name, and what is new has a default.</summary>
internal static class UpcastBody
{
    /// <param name="target">The record to make.</param>
    /// <param name="fields">The fields of the old version.</param>
    /// <param name="targetFields">The fields of the next one.</param>
    /// <returns>The expression; null if there is something to decide.</returns>
    public static string? Find(string target, FieldModel[] fields, FieldModel[] targetFields)
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

            if (!open.Remove(source.JsonName) || Convert(source, field.Type) is not { } value)
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

        return open.Count > 0 ? null : $"new {target}({string.Join(", ", arguments)}){(initializers.Count == 0 ? "" : $" {{ {string.Join(", ", initializers)} }}")}";
    }

    private static string? Convert(FieldModel source, FieldTypeModel type)
    {
        string value = "old." + source.PropertyName;
        FieldTypeModel from = source.Type;
        if (from.Name == type.Name || from.Name + "?" == type.Name)
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
