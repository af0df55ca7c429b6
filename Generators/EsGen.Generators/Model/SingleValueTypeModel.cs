namespace EsGen.Generators.Model;

/// <summary>A struct around one value, stored as that value.</summary>
/// <param name="Name">Its full name, as in source.</param>
/// <param name="Member">What it holds.</param>
internal sealed record SingleValueTypeModel(string Name, FieldModel Member) : PayloadTypeModel(Name)
{
    /// <summary>Whether the compiler made its equality, so that values are compared member by member.</summary>
    public bool ComparesMembers { get; init; }

    /// <summary>Whether code that may change a value runs when one is read.</summary>
    public bool MayChange { get; init; }

    public override IEnumerable<FieldTypeModel> PartTypes => [Member.Type];

    /// <summary>Whether it has state that is not to be stored, so that an event has a copy without it.</summary>
    public bool DropsState { get; init; }

    /// <summary>Whether its constructor is one that only its own code can call, so that the codec has an accessor for it.</summary>
    public bool IsMadePrivately { get; init; }
}
