namespace EsGen.Generators.Emit;

/// <summary>Prints what reads the members of a JSON object into variables.</summary>
internal sealed class MembersReader(PayloadTypes types)
{
    private readonly ReadExpressions _reading = new(types);

    /// <summary>The variable that says whether a member was there.</summary>
    public static string Has(IEnumerable<FieldModel> members, FieldModel member) =>
        UniqueName.Beside(members, "has" + CSharpName.ToPascalCase(member.VariableName.TrimStart('@')));

    /// <param name="writer">Where to print.</param>
    /// <param name="members">The members.</param>
    /// <param name="reader">The reader's name.</param>
    /// <param name="declare">Whether to declare the variables, too.</param>
    /// <param name="begin">Prints what begins the object.</param>
    /// <param name="ignored">The names of other members, which must not be there twice.</param>
    public void Emit(SourceWriter writer, FieldModel[] members, string reader, bool declare, Action begin, params string[] ignored)
    {
        foreach (FieldModel member in members)
        {
            writer.Line($"{(declare ? member.Type.Name + " " : "")}{member.VariableName} = {member.Default ?? "default"};");
        }

        foreach (FieldModel member in members)
        {
            writer.Line($"bool {Has(members, member)} = false;");
        }

        string kind(int index) => UniqueName.Beside(members, "hasKind" + (index == 0 ? "" : $"{index + 1}"));
        for (int i = 0; i < ignored.Length; i++)
        {
            writer.Line($"bool {kind(i)} = false;");
        }

        begin();
        IEnumerable<string> branches = members
            .Select(member =>
                GetBranch(member.JsonName, Has(members, member), $"{member.VariableName} = {_reading.Of(member.Type, reader)};"))
            .Concat(ignored.Select((name, i) => GetBranch(name, kind(i), $"{reader}.Skip();")));
        writer.Block($$"""
            do
            {
                {{Code.Paragraphs(branches)}}
            }
            while ({{reader}}.MoreMembers());
            """);
        writer.Blank();
        foreach (FieldModel member in members.Where(static member =>
            member.Default is null && member.Initialization != FieldInitialization.Optional))
        {
            writer.Block($$"""
                if (!{{Has(members, member)}})
                {
                    throw {{reader}}.Missing({{Literal.Of(member.JsonName)}});
                }
                """);
            writer.Blank();
        }

        string GetBranch(string name, string has, string statement) => Code.Of($$"""
            if ({{reader}}.IsMember({{Literal.Of(name)}}u8, ref {{has}}))
            {
                {{statement}}
            }
            """);
    }
}
