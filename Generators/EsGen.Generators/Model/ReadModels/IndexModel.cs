namespace EsGen.Generators.Model.ReadModels;

/// <summary>One index of a read model.</summary>
/// <param name="Name">The names of its members with <c>And</c> between them.</param>
/// <param name="Members">What it is sorted by.</param>
internal sealed record IndexModel(string Name, EquatableArray<IndexMemberModel> Members)
{
    public IndexMemberModel Last => Members[Members.Count - 1];
}
