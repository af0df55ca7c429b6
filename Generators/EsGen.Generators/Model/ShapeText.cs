using System.Text;
using System.Text.RegularExpressions;

namespace EsGen.Generators.Model;

/// <summary>
/// Events and types as text from which their shapes can be told apart. Where a type is declared isn't in it, nor in which order the events
/// are, so that moving code about changes nothing.
/// </summary>
internal sealed class ShapeText
{
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public void Line(string text) => _text.Append(text).Append('\n');

    public void Add(IEnumerable<EventModel> events)
    {
        foreach (EventModel e in events.OrderBy(static e => e.Topics[0], StringComparer.Ordinal))
        {
            Line($"event {string.Join(" ", e.Topics)} {e.Kind} {(e.When is null ? "assigns" : "")}");
            foreach (FieldModel field in e.Fields)
            {
                Add(field);
                Line(e.When is null ? $"to {field.AssignedTo}" : "");
            }
        }
    }

    public void Add(IEnumerable<PayloadTypeModel> types)
    {
        string[] shapes = [.. types.Select(static type => Of(type)).Distinct()];
        Array.Sort(shapes, StringComparer.Ordinal);
        Line(string.Join("\n", shapes));
    }

    public void Add(FieldModel field) => Line(
        $"{field.JsonName} {string.Join(" ", field.FormerNames)} {Of(field.Type)} {field.Default} {field.InitialValue} "
            + $"{field.Initialization} {field.IsStored}");

    private static string Of(PayloadTypeModel type)
    {
        ShapeText text = new();
        text.Line($"{type.GetType().Name} {GetSimpleName(type.Name)}");
        switch (type)
        {
            case EnumTypeModel e:
                text.Line($"{e.IsFlags} {string.Join(" ", e.Members.Select(static member => $"{member.Name}={member.Value}"))}");
                break;
            case ObjectTypeModel o:
                foreach (FieldModel member in o.Members)
                {
                    text.Add(member);
                }

                break;
            case SingleValueTypeModel s:
                text.Add(s.Member);
                break;
            case HierarchyTypeModel h:
                text.Line(
                    $"{h.Discriminator} "
                        + $"{string.Join(" ", h.Cases.Select(static kind => $"{kind.Discriminator}={GetSimpleName(kind.TypeName)}"))}");
                break;
            case UnionTypeModel u:
                text.Line($"{u.AllowsNull} {string.Join(" ", u.Cases.Select(static @case => $"{@case.Name}={Of(@case.Type)}"))}");
                break;
        }

        return text.ToString();
    }

    private static string Of(FieldTypeModel type) =>
        $"{type.Shape} {GetSimpleName(type.Name)} {type.Primitive} {GetSimpleName(type.Converter)} "
            + $"{string.Join(" ", type.Arguments.Select(static argument => $"({Of(argument)})"))}";

    private static string GetSimpleName(string name) => Regex.Replace(name, @"global::([\p{L}\p{N}_@]+\.)*", "");
}
