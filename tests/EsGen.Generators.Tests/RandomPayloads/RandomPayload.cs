namespace EsGen.Generators.Tests;

/// <summary>
/// The source of a type for events, with its bases: members of all kinds, state in all places, in this assembly, in another or in both. Not all
/// of it compiles, and much of it must be refused.
/// </summary>
internal sealed class RandomPayload
{
    private static readonly string[] s_types = ["int", "string?", "IReadOnlyList<int>?", "DateOnly"];

    private readonly Random _random;
    private readonly int _number;
    private readonly bool _isRecord;
    private readonly bool _isStruct;

    /// <summary>The virtual properties of the bases, with the levels that have a field for them.</summary>
    private readonly Dictionary<string, (string Type, List<string> Levels)> _virtual = [];
    private readonly List<string> _names = [];
    private List<(string Type, string Name)> _parameters = [];

    public RandomPayload(Random random, int number)
    {
        _random = random;
        _number = number;
        _isRecord = Chance(50);
        _isStruct = Chance(30);
        int levels = _isStruct ? 1 : random.Next(1, 4);
        int foreign = Chance(45) ? random.Next(1, levels + 1) : 0;
        for (int level = 0; level < levels; level++)
        {
            (level < foreign ? Library : Own).Add(WriteLevel(level, isLast: level == levels - 1, isForeign: level < foreign));
        }

        IsForeign = foreign == levels;
    }

    public string Name => $"T{_number}";

    /// <summary>Whether the type itself is in the library.</summary>
    public bool IsForeign { get; }

    /// <summary>What of it is in the library.</summary>
    public List<string> Library { get; } = [];

    /// <summary>What of it is in the entity's assembly.</summary>
    public List<string> Own { get; } = [];

    /// <summary>The fields that no code leads to any more, because others override the properties that they are behind.</summary>
    public HashSet<(string Level, string Field)> Unused { get; } = [];

    private bool Chance(int percent) => _random.Next(100) < percent;

    private string Pick(string[] from) => from[_random.Next(from.Length)];

    private string WriteLevel(int level, bool isLast, bool isForeign)
    {
        string name = isLast ? Name : $"{Name}B{level}";
        List<(string Type, string Name)> own = [];
        List<string> lines = [], assignments = [], interfaces = [], used = [];
        string primary = "";
        if (level == 0 && Chance(15))
        {
            string type = Pick(s_types);
            primary = $"({type} captured)";
            lines.Add(Pick([$"public {type} Captured => captured;", $"public {type} Captured {{ get; }} = captured;", "public string Captured => $\"{captured}\";"]));
            _parameters = [(type, "captured")];
        }

        for (int i = _random.Next(1, 5); i > 0; i--)
        {
            WriteMember(name, lines, own, assignments, interfaces, used);
        }

        _names.AddRange(used);
        List<(string Type, string Name)> parameters = [.. _parameters, .. own.Where(parameter => !_parameters.Contains(parameter))];
        if (primary.Length == 0 && (parameters.Count > 0 || Chance(10)))
        {
            string accessibility = isLast ? (Chance(25) ? "private" : Chance(10) ? "internal" : "public") : Pick(["protected", "public"]);
            string marked = isLast && Chance(15) ? "[JsonConstructor] " : "";
            string passed = level == 0 ? "" : $" : base({string.Join(", ", _parameters.Select(parameter => Chance(5) ? "default!" : parameter.Name))})";
            lines.Add($"{marked}{accessibility} {name}({string.Join(", ", parameters.Select(static parameter => $"{parameter.Type} {parameter.Name}"))}){passed} {{ {string.Join(" ", assignments)} }}");
            if (isLast && Chance(10) && parameters.Count > 0)
            {
                lines.Add($"public {name}() : this({string.Join(", ", parameters.Select(static _ => "default!"))}) {{ }}");
            }
        }

        _parameters = level == 0 && primary.Length > 0 ? _parameters : parameters;
        string[] bases = [.. level == 0 ? (string[])[] : [$"{Name}B{level - 1}"], .. interfaces];
        string kind = (_isRecord ? "record " : "") + (_isStruct ? "struct" : _isRecord ? "" : "class");
        string modifiers = _isStruct ? (Chance(50) ? "readonly " : "") : isLast ? "" : Chance(30) ? "abstract " : "";
        return $$"""
            {{(isForeign && Chance(85) ? "[EventPayload] " : "")}}public {{modifiers}}{{kind}} {{name}}{{primary}}{{(bases.Length == 0 ? "" : " : " + string.Join(", ", bases))}}
            {
                {{string.Join("\n    ", lines)}}
            }
            {{string.Join("\n", interfaces.Select(static text => $"public interface {text} {{ {text[^1] switch { 'S' => "string? Hidden { get; set; }", 'I' => "int Hidden { get; init; }", _ => "int Hidden { get; }" }} }}"))}}

            """;
    }

    private void WriteMember(string level, List<string> lines, List<(string Type, string Name)> own, List<string> assignments, List<string> interfaces, List<string> used)
    {
        string n = Pick(["Alpha", "Beta", "Gamma", "Delta", "Omega"]);
        if (used.Contains(n))
        {
            return;
        }

        used.Add(n);
        string type = Pick(s_types), field = "_" + n.ToLowerInvariant(), parameter = n.ToLowerInvariant();
        string hides = _names.Contains(n) ? "new " : "";
        string ignored = Chance(8) ? "[JsonIgnore] " : "";
        if (_virtual.TryGetValue(n, out (string Type, List<string> Levels) overridden) && Chance(70))
        {
            WriteOverride(level, n, overridden.Type, field, lines);
            return;
        }

        switch (_random.Next(22))
        {
            case 0 or 1:
                lines.Add($"{ignored}public {hides}{type} {n} {{ get; init; }}");
                break;
            case 2 or 3:
                lines.Add($"{ignored}public {hides}{type} {n} {{ get; }}");
                Take(n, 85);
                break;
            case 4:
                lines.Add($"{ignored}{Pick(["private", "protected", "internal"])} {hides}{type} {n} {{ get; {Pick(["", "init; "])}}}");
                break;
            case 5 or 6:
                lines.Add($"private readonly {type} {field}; public {hides}{type} {n} {Pick(["=> " + field + ";", $"{{ get {{ return this.{field}; }} }}"])}");
                Take(field, 85);
                break;
            case 7:
                lines.Add($"{ignored}private readonly {type} {field};");
                Take(field, 40);
                break;
            case 8:
                lines.Add($"private readonly {type} {field}; public {hides}{type} {n} {{ get => {field}; init {{ {field} = value; }} }}");
                break;
            case 9:
                string face = $"I{level}{n}" + Pick(["S", "I", "G"]);
                interfaces.Add(face);
                lines.Add($"{(face[^1] == 'S' ? "string?" : "int")} {face}.Hidden {{ get; {face[^1] switch { 'S' => "set; ", 'I' => "init; ", _ => "" }}}}");
                break;
            case 10:
                lines.Add($"public {hides}{type} {n} {{ get; private init; }}");
                break;
            case 11 or 12:
                lines.Add($"{ignored}public {hides}{type} {n} {{ get => field; init => field = value; }}");
                break;
            case 13:
                lines.Add($"public {hides}{type} {n} {{ get => default!; init {{ }} }}");
                break;
            case 14:
                lines.Add($"private readonly {type} {field}; public {hides}string {n} => $\"{{{field}}}\";");
                break;
            case 15 or 16 or 17 when !_isStruct:
                lines.Add($"public {hides}virtual {type} {n} {{ get; init; }}");
                _virtual[n] = (type, [level]);
                break;
            case 18:
                lines.Add($"public {hides}required {type} {n} {{ get; init; }}");
                break;
            case 19:
                lines.Add($"public {hides}{(_isStruct && Chance(50) ? "" : "readonly ")}{type} {n};");
                Take(n, 80);
                break;
            case 20:
                lines.Add($"private {type} {n}Raw {{ get; init; }} public {hides}{type} {n} {{ get => {n}Raw; init => {n}Raw = value; }}");
                break;
            case 21:
                lines.Add($"public {hides}{type} {n} {{ {Pick(["get; set;", "private get; init;", "get; private set;"])} }}");
                break;
            default:
                lines.Add($"public {hides}string {n} => \"\";");
                break;
        }

        void Take(string target, int percent)
        {
            if (Chance(percent))
            {
                own.Add((type, parameter));
                assignments.Add($"this.{target} = {parameter};");
            }
        }
    }

    /// <summary>Something else of a type than a value.</summary>
    private static string Change(string value, string type) => type switch
    {
        "int" => $"{value} / 2",
        "string?" => $"{value}?.Substring(1)",
        "DateOnly" => $"{value}.AddDays(1)",
        _ => $"{value}?.Skip(1).ToList()",
    };

    private void WriteOverride(string level, string n, string type, string field, List<string> lines)
    {
        List<string> levels = _virtual[n].Levels;
        string start = $"public override {type} {n}";
        switch (_random.Next(13))
        {
            case 8:
                lines.Add($"{start} {{ get => {Change($"base.{n}", type)}; init => base.{n} = value; }}");
                break;
            case 9:
                lines.Add($"{start} {{ get => base.{n}; init => base.{n} = {Change("value", type)}; }}");
                break;
            case 10:
                lines.Add($"{start} => {Change($"base.{n}", type)};");
                break;
            case 11:
                lines.Add($"{start} {{ get {{ return (base.{n}); }} init {{ if (value!.GetHashCode() == 0) {{ throw new ArgumentException(); }} base.{n} = value; }} }}");
                break;
            case 12:
                lines.Add($"private readonly {type} {field}; {start} {{ get => {Pick([field, Change(field, type)])}; init => {field} = {Pick(["value", Change("value", type)])}; }}");
                Unused.UnionWith(levels.Select(below => (below, $"<{n}>k__BackingField")));
                break;
            case 0 or 1:
                lines.Add($"{start} {{ get; init; }}");
                Unused.UnionWith(levels.Select(below => (below, $"<{n}>k__BackingField")));
                levels.Add(level);
                break;
            case 2:
                lines.Add($"{start} {{ get => base.{n}; }}");
                break;
            case 3:
                lines.Add($"{start} {{ init => base.{n} = value; }}");
                break;
            case 4:
                lines.Add($"{start} {{ get => base.{n}; init => base.{n} = value; }}");
                break;
            case 5:
                lines.Add($"{start} => default!;");
                break;
            case 6:
                lines.Add($"private readonly {type} {field}; {start} {{ get => {field}; init => {field} = value; }}");
                Unused.UnionWith(levels.Select(below => (below, $"<{n}>k__BackingField")));
                break;
            case 7:
                lines.Add($"{start} {{ get; init; }} public {type} Base{n} {{ get => base.{n}; init => base.{n} = value; }}");
                levels.Add(level);
                break;
        }
    }
}
