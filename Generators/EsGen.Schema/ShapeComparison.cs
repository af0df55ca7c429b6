namespace EsGen.Schema;

/// <summary>Compares two shapes of an event by what is stored. The names of the user's types don't matter, what is in them does.</summary>
internal sealed class ShapeComparison
{
    private readonly LockedVersion _old;
    private readonly LockedVersion _new;
    private readonly List<ShapeChange> _changes = [];
    private readonly HashSet<(string, string)> _compared = [];

    private ShapeComparison(LockedVersion old, LockedVersion @new)
    {
        _old = old;
        _new = @new;
    }

    /// <returns>The differences; none if the shapes are written alike in the lock.</returns>
    public static IReadOnlyList<ShapeChange> Compare(LockedVersion old, LockedVersion @new)
    {
        // Nearly all are, whenever the code is compared.
        if (old.Fields.Equals(@new.Fields) && old.Types.Equals(@new.Types))
        {
            return [];
        }

        ShapeComparison comparison = new(old, @new);
        comparison.CompareFields(old.Fields, @new.Fields, "");
        if (comparison._changes.Count == 0)
        {
            comparison._changes.Add(new ShapeChange(true, "types or former names are called differently"));
        }

        return comparison._changes;
    }

    /// <summary>Whether two types of two versions are stored alike.</summary>
    public static bool AreSame(LockedVersion old, LockedFieldType oldType, LockedVersion @new, LockedFieldType newType) =>
        Compare(old, oldType, @new, newType).Count == 0;

    /// <summary>Whether what was stored as one type can be read as another and means the same.</summary>
    public static bool CanRead(LockedVersion old, LockedFieldType oldType, LockedVersion @new, LockedFieldType newType) =>
        Compare(old, oldType, @new, newType).TrueForAll(static change => change.IsCompatible);

    private static List<ShapeChange> Compare(LockedVersion old, LockedFieldType oldType, LockedVersion @new, LockedFieldType newType)
    {
        ShapeComparison comparison = new(old, @new);
        comparison.CompareTypes(oldType, newType, "");
        return comparison._changes;
    }

    private void CompareFields(EquatableArray<LockedField> old, EquatableArray<LockedField> @new, string path)
    {
        HashSet<string> claimed = [.. old.Select(static field => field.Name).Where(name => @new.Any(field => field.Name == name))];
        foreach (LockedField field in @new)
        {
            if (old.FirstOrDefault(other => other.Name == field.Name) is { } same)
            {
                CompareTypes(same.Type, field.Type, path + field.Name);
                CompareDefaults(same, field, path + field.Name);
                if (old.FirstOrDefault(other =>
                    other.Name != field.Name
                        && FormerFieldName.IsOneOf(field.FormerNames, other.Name)
                        && !FormerFieldName.IsOneOf(same.FormerNames, other.Name)
                        && @new.Any(now => now.Name == other.Name)) is { } swapped)
                {
                    // Two fields that exchange their names look as if nothing had happened.
                    Break($"'{path}{swapped.Name}' is called '{field.Name}', which was another field");
                }
            }
            else if (old.FirstOrDefault(other => FormerFieldName.IsOneOf(field.FormerNames, other.Name)) is { } former)
            {
                claimed.Add(former.Name);
                Break($"'{path}{former.Name}' is called '{field.Name}'");
            }
            else
            {
                _changes.Add(new ShapeChange(field.IsOptional, $"'{path}{field.Name}' is new{(field.IsOptional ? "" : " and required")}"));
            }
        }

        // A field that kept its name has not become another one, whatever else it says.
        foreach (LockedField field in old.Where(field => !claimed.Contains(field.Name)))
        {
            Break($"'{path}{field.Name}' is gone");
        }

        string[] common = [.. old.Select(static field => field.Name).Where(name => @new.Any(field => field.Name == name))];
        if (!common.SequenceEqual(@new.Select(static field => field.Name).Where(common.Contains)))
        {
            Allow($"the order of {(path.Length == 0 ? "the fields" : $"what is in '{path.TrimEnd('.')}'")} changed");
        }
    }

    private void CompareDefaults(LockedField old, LockedField @new, string path)
    {
        switch (old.IsOptional, @new.IsOptional)
        {
            case (true, false):
                Break($"'{path}' is not optional any more");
                break;
            case (false, true):
                Allow($"'{path}' is optional");
                break;
            case (true, true) when old.Default is { } value && @new.Default != value:
                Break($"'{path}' has another default than {value}");
                break;
            case (true, true) when old.Default != @new.Default:
                Break($"'{path}' has the default {@new.Default}, and the one before is not known");
                break;
        }
    }

    private void CompareTypes(LockedFieldType old, LockedFieldType @new, string path)
    {
        if (old.IsNullable && !@new.IsNullable)
        {
            Break($"'{path}' can't be null any more");
        }
        else if (!old.IsNullable && @new.IsNullable)
        {
            Allow($"'{path}' may be null");
        }

        LockedType? oldType = _old.FindType(old.Word);
        LockedType? newType = _new.FindType(@new.Word);
        if (oldType?.Kind != newType?.Kind || old.Arguments.Count != @new.Arguments.Count || (oldType is null && old.Word != @new.Word))
        {
            Break($"'{path}' was {old with { IsNullable = false }} and is {@new with { IsNullable = false }}");
            return;
        }

        // The name of a converter is no type's, even if a type has it.
        if (old.Word == TypeWords.Converted && old.Arguments[0].Word != @new.Arguments[0].Word)
        {
            Break($"'{path}' was {old with { IsNullable = false }} and is {@new with { IsNullable = false }}");
        }

        for (int i = 0; i < old.Arguments.Count && old.Word != TypeWords.Converted; i++)
        {
            CompareTypes(old.Arguments[i], @new.Arguments[i], path);
        }

        // A type may contain itself.
        if (oldType is not null && _compared.Add((old.Word, @new.Word)))
        {
            if (oldType.Discriminator != newType!.Discriminator)
            {
                Break($"the kind of '{path}' is told by another member");
            }

            CompareMembers(oldType, newType);
            CompareFields(oldType.Fields, newType.Fields, path + ".");
            CompareCases(oldType, newType, path);
        }
    }

    private void CompareMembers(LockedType old, LockedType @new)
    {
        string[] gone = [.. old.Members.Where(member => !@new.Members.Contains(member))];
        string[] added = [.. @new.Members.Where(member => !old.Members.Contains(member))];
        if (gone.Length > 0)
        {
            Break($"{string.Join(", ", gone)} {(gone.Length == 1 ? "is" : "are")} gone from '{@new.Name}'");
        }

        if (added.Length > 0)
        {
            Allow($"{string.Join(", ", added)} {(added.Length == 1 ? "is" : "are")} new in '{@new.Name}'");
        }
    }

    private void CompareCases(LockedType old, LockedType @new, string path)
    {
        foreach (LockedCase @case in @new.Cases)
        {
            if (old.Cases.FirstOrDefault(other => other.Name == @case.Name && other.IsNumber == @case.IsNumber) is { } same)
            {
                CompareFields(same.Fields, @case.Fields, $"{path}.{@case.Name}.");
            }
            else
            {
                Allow($"{@case.Name} is new in '{@new.Name}'");
            }
        }

        foreach (LockedCase @case in old.Cases)
        {
            if (!@new.Cases.Any(other => other.Name == @case.Name && other.IsNumber == @case.IsNumber))
            {
                Break($"{@case.Name} is gone from '{@new.Name}'");
            }
        }
    }

    private void Break(string text) => _changes.Add(new ShapeChange(false, text));

    private void Allow(string text) => _changes.Add(new ShapeChange(true, text));
}
