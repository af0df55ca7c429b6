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
        writer.Open("do");
        foreach (FieldModel member in members)
        {
            EmitBranch(member.JsonName, Has(members, member), $"{member.VariableName} = {_reading.Of(member.Type, reader)};");
        }

        for (int i = 0; i < ignored.Length; i++)
        {
            EmitBranch(ignored[i], kind(i), $"{reader}.Skip();");
        }

        writer.Close();
        writer.Line($"while ({reader}.MoreMembers());");
        writer.Blank();
        foreach (FieldModel member in members)
        {
            if (member.Default is null && member.Initialization != FieldInitialization.Optional)
            {
                writer.Open($"if (!{Has(members, member)})");
                writer.Line($"throw {reader}.Missing({Literal.Of(member.JsonName)});");
                writer.Close();
                writer.Blank();
            }
        }

        void EmitBranch(string name, string has, string statement)
        {
            writer.Open($"if ({reader}.IsMember({Literal.Of(name)}u8, ref {has}))");
            writer.Line(statement);
            writer.Close();
            writer.Blank();
        }
    }
}
