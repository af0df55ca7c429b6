namespace EsGen.Generators.Model;

/// <summary>A record, class, struct or tuple in events, stored as a JSON object.</summary>
/// <param name="Name">Its full name, as in source.</param>
/// <param name="Members">What it holds; those that a constructor takes come first, in the constructor's order.</param>
internal sealed record ObjectTypeModel(string Name, EquatableArray<FieldModel> Members) : PayloadTypeModel(Name)
{
    public bool IsValueType { get; init; }

    public bool IsTuple { get; init; }

    /// <summary>Whether the compiler made its equality, so that values are compared member by member.</summary>
    public bool ComparesMembers { get; init; }

    /// <summary>Whether code that may change a value runs when one is read.</summary>
    public bool MayChange { get; init; }

    /// <summary>Whether it has state that is not to be stored, so that an event has a copy without it.</summary>
    public bool DropsState { get; init; }

    /// <summary>Whether its constructor is one that only its own code can call, so that the codec has an accessor for it.</summary>
    public bool IsMadePrivately { get; init; }

    /// <summary>The members that are stored.</summary>
    public IEnumerable<FieldModel> StoredMembers => Members.Where(static member => member.IsStored);

    public override IEnumerable<FieldTypeModel> PartTypes => StoredMembers.Select(static member => member.Type);
}
