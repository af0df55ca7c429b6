namespace EsGen.Generators.Model;

/// <summary>A type of the user's in events: what fields refer to by name, so that types may contain each other and themselves.</summary>
/// <param name="Name">Its full name, as in source.</param>
internal abstract record PayloadTypeModel(string Name)
{
    /// <summary>The types of what is stored of it, as far as it doesn't refer to them by name itself.</summary>
    public virtual IEnumerable<FieldTypeModel> PartTypes => [];
}
