using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace EsGen.Generators;

/// <summary>
/// Reads a lock. What can't be read is a problem with its line and is left out; everything else still counts, so that one bad line doesn't
/// make the whole history unknown.
/// </summary>
internal sealed class EventLockReader
{
    /// <summary>How deep a type may be, so that no file makes a build run out of stack: far beyond what anybody stores.</summary>
    private const int MaxDepth = 64;

    /// <summary>How many types one version may have; each may be in another one.</summary>
    private const int MaxTypes = 256;

    private static readonly string[] s_fieldStarts = [":", "?:", " was ", "? was "];

    private readonly List<LockProblem> _problems = [];
    private readonly Dictionary<(string Entity, string Event, int Version), int> _lines = [];
    private readonly List<LockedEntity> _entities = [];
    private readonly HashSet<string> _entityNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _eventNames = new(StringComparer.Ordinal);
    private readonly List<LockedEvent> _events = [];
    private readonly List<LockedVersion> _versions = [];
    private readonly List<LockedType> _types = [];
    private readonly List<LockedCase> _cases = [];
    private readonly List<(LockedField Field, int Line)> _versionFields = [];
    private readonly List<(LockedField Field, int Line)> _nestedFields = [];
    private readonly List<LockedField> _fields = [];
    private readonly List<string> _members = [];
    private readonly List<string> _entityFormerNames = [];
    private readonly List<string> _eventFormerNames = [];
    private (string Name, bool IsRetired)? _entity;
    private (string Name, string Kind, bool IsRetired, int Line)? _event;
    private (int Number, string Checksum, int Line, int Problems)? _version;
    private (string Name, LockedTypeKind Kind, string Discriminator)? _type;
    private (string Name, bool IsNumber)? _case;
    private List<LockedField>? _fieldTarget;
    private int _line;
    private int _lastVersion;
    private int _firstVersion;
    private bool _hasBrokenVersion;
    private bool _isBelowBadVersion;

    private EventLockReader()
    {
    }

    /// <summary>Reads a lock and what is wrong with it.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="problems">What couldn't be read.</param>
    /// <param name="lines">Where each version stands, from 0; under version 0 the event, and under an empty event the entity.</param>
    public static EventLock Read(SourceText text, out IReadOnlyList<LockProblem> problems, out IReadOnlyDictionary<(string Entity, string Event, int Version), int> lines)
    {
        EventLockReader reader = new();
        foreach (TextLine line in text.Lines)
        {
            reader._line = line.LineNumber;
            string content = line.ToString().Trim();
            if (content.Length > 0 && content[0] != '#')
            {
                reader.ReadLine(content);
            }
        }

        reader.EndEntity();
        problems = reader._problems;
        lines = reader._lines;
        return new EventLock(new(reader._entities.OrderBy(static entity => entity.Name, StringComparer.Ordinal)));
    }

    public static EventLock Read(SourceText text) => Read(text, out _, out _);

    /// <summary>Whether an event can be written so that it is read as it was; one that the compiler or another rule refuses may not.</summary>
    public static bool CanRead(LockedEvent e) => FindReason(e) is null;

    /// <summary>Why an event can't be written so that it is read as it was; null if it can.</summary>
    public static string? FindReason(LockedEvent e)
    {
        EventLock content = new(new([new LockedEntity("Entity", IsRetired: false, default, new([e]))]));
        EventLock read = Read(SourceText.From(EventLockWriter.Write(content)), out IReadOnlyList<LockProblem> problems, out _);
        return problems.Count > 0 ? problems[0].Reason : read == content ? null : "it would be read as something else";
    }

    /// <summary>Whether a line is one of those that git puts around and between the sides of a conflict.</summary>
    public static bool IsConflictMarker(string line) =>
        line.Length >= 7 && line[0] is '<' or '|' or '=' or '>' && line.StartsWith(new string(line[0], 7), StringComparison.Ordinal);

    private void ReadLine(string line)
    {
        if (IsConflictMarker(line))
        {
            _problems.Add(new LockProblem(LockProblemKind.Conflict, _line, "the file has conflict markers of a merge"));
            return;
        }

        // A field may be called like a keyword, so it comes first.
        int end = GetIdentifierEnd(line);
        string name = line.Substring(0, end);
        string rest = line.Substring(end);
        if (line[0] == '"')
        {
            rest = line;
            name = ReadName(ref rest) ?? "";
            rest = rest.StartsWith("was ", StringComparison.Ordinal) ? " " + rest : rest;
        }

        bool isField = name.Length > 0 && rest.Contains(':') && s_fieldStarts.Any(start => rest.StartsWith(start, StringComparison.Ordinal));

        // What is wrong was said at the version; the lines below it are no mistakes of their own.
        _isBelowBadVersion &= isField || line.Substring(0, end) is not ("entity" or "event" or "version");
        if (_isBelowBadVersion)
        {
            return;
        }

        if (isField)
        {
            ReadField(name, rest);
            return;
        }

        rest = rest.TrimStart();
        switch (line.Substring(0, end))
        {
            case var member when rest.Length == 0 && CSharpName.IsIdentifier(member) && _type is { Kind: LockedTypeKind.Enum }:
                ReadMember(member, member);
                break;
            case var flag when CSharpName.IsIdentifier(flag) && _type is { Kind: LockedTypeKind.Flags } && rest.StartsWith("= ", StringComparison.Ordinal)
                && IsFlagValue(rest.Substring(2)):
                ReadMember(flag, line);
                break;
            case "entity":
                ReadEntity(rest);
                break;
            case "former" when ReadName(ref rest) is { } former && rest.Length == 0:
                ReadFormerName(former);
                break;
            case "event":
                ReadEvent(rest);
                break;
            case "version":
                ReadVersion(rest);
                break;
            case "type" when rest.Length > 0:
                ReadType(rest, LockedTypeKind.Object);
                break;
            case "enum" when rest.Length > 0:
                ReadType(rest, LockedTypeKind.Enum);
                break;
            case "flags" when rest.Length > 0:
                ReadType(rest, LockedTypeKind.Flags);
                break;
            case "union" when rest.Length > 0:
                ReadType(rest, LockedTypeKind.Union);
                break;
            case "case" when rest is var number && ReadName(ref rest) is { } @case && rest.Length == 0:
                ReadCase(@case, isNumber: number == @case && EventLockWriter.IsNumber(@case));
                break;
            default:
                Malformed("it is none of entity, former, event, version, a field 'name: type', type, enum, union, case or a member of an enum");
                break;
        }
    }

    private void ReadEntity(string rest)
    {
        EndEntity();
        if (ReadName(ref rest) is not { } name || !GeneratedNames.IsEntityName(name) || rest is not ("" or "retired"))
        {
            Malformed("it should be 'entity Name'");
        }
        else if (!_entityNames.Add(name))
        {
            Malformed($"the entity '{name}' is there twice");
        }
        else
        {
            _entity = (name, rest == "retired");
            _lines[(name, "", 0)] = _line;
        }
    }

    private void ReadFormerName(string name)
    {
        List<string>? names = _version is not null ? null : _event is not null ? _eventFormerNames : _entity is not null ? _entityFormerNames : null;
        if (names is null)
        {
            Malformed("a former name belongs directly under an entity or event");
        }
        else if (!(_event is null ? GeneratedNames.IsEntityName(name) : CSharpName.IsIdentifier(name)))
        {
            Malformed($"{EventLockWriter.Quote(name)} can't have been the name of an {(_event is null ? "entity" : "event")}");
        }
        else if (!names.Contains(name))
        {
            names.Add(name);
        }
    }

    private void ReadEvent(string rest)
    {
        EndEvent();
        string[] words = rest.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        int first = 1;
        if (words is [.., "since", var since] && int.TryParse(since, out first) && first > 1)
        {
            words = [.. words.Take(words.Length - 2)];
        }

        string[] marks = [.. words.Skip(1)];
        if (_entity is null)
        {
            Malformed("there is no entity above it");
        }
        else if (words.Length == 0 || !CSharpName.IsIdentifier(words[0]) || marks.Any(static mark => mark is not ("creates" or "discards" or "retired")) || marks.Distinct().Count() < marks.Length || (marks.Contains("creates") && marks.Contains("discards")))
        {
            Malformed("it should be 'event Name', perhaps with 'creates' or 'discards', and 'retired'");
        }
        else if (GeneratedNames.All.Contains(words[0]) || GeneratedNames.Inherited.Contains(words[0]))
        {
            Malformed($"'{words[0]}' is a name that EsGen generates, or that every class has a member of");
        }
        else if (!_eventNames.Add(words[0]))
        {
            Malformed($"the event '{words[0]}' is there twice");
        }
        else
        {
            _firstVersion = first;
            _event = (words[0], marks.Contains("creates") ? "Creation" : marks.Contains("discards") ? "Discard" : "Change", marks.Contains("retired"), _line);
            _lines[(_entity.Value.Name, words[0], 0)] = _line;
        }
    }

    private void ReadVersion(string rest)
    {
        EndVersion();
        string[] words = rest.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (_event is null)
        {
            Malformed("there is no event above it");
        }
        else if (words.Length != 2 || !int.TryParse(words[0], out int number) || number < 1)
        {
            BadVersion("it should be 'version' with its number and its checksum");
        }
        else if (_lastVersion == 0 && number != _firstVersion)
        {
            BadVersion($"version {_firstVersion} should be the first; what is stored of it can't be read without");
        }
        else if (_lastVersion > 0 && number == _lastVersion)
        {
            BadVersion($"version {number} is there twice; the one that nothing is stored of yet becomes version {number + 1}, here and in the code");
        }
        else if (_lastVersion > 0 && number != _lastVersion + 1)
        {
            BadVersion($"version {_lastVersion + 1} should follow here");
        }
        else
        {
            _lastVersion = number;
            _version = (number, words[1], _line, _problems.Count);
            _fieldTarget = null;
            _lines[(_entity!.Value.Name, _event.Value.Name, number)] = _line;
        }
    }

    private void BadVersion(string reason)
    {
        _isBelowBadVersion = true;
        _hasBrokenVersion = true;
        Malformed(reason);
    }

    private void ReadMember(string name, string text)
    {
        if (_members.Any(member => member == name || member.StartsWith(name + " = ", StringComparison.Ordinal)))
        {
            Malformed($"the member '{name}' is there twice");
        }
        else
        {
            _members.Add(text);
        }
    }

    /// <summary>Whether a text is the value of a flag that the flags before it leave room for: no type of number has both ends.</summary>
    private bool IsFlagValue(string text)
    {
        const string Negative = " = -";
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value >= 0 || !_members.Any(static member => LockedType.GetFlagValue(member) > long.MaxValue)
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) && !_members.Any(static member => member.Contains(Negative));
    }

    private void ReadType(string name, LockedTypeKind kind)
    {
        EndType();
        string? discriminator = LockedType.UsualDiscriminator;
        if (kind == LockedTypeKind.Union && name.IndexOf(" by ", StringComparison.Ordinal) is > 0 and int by)
        {
            string quoted = name.Substring(by + 4);
            discriminator = ReadName(ref quoted);
            name = quoted.Length == 0 && discriminator is not null ? name.Substring(0, by) : name;
        }

        if (_version is null)
        {
            Malformed("there is no version above it");
        }
        else if (_types.Count >= MaxTypes)
        {
            Malformed($"a version has no more than {MaxTypes} types");
        }
        else if (!CSharpName.IsIdentifier(name) || TypeWords.IsWord(name) || _types.Any(type => type.Name == name))
        {
            Malformed($"'{name}' is no name for a type, or is there twice");
        }
        else
        {
            _type = (name, kind, discriminator!);
            _fieldTarget = kind == LockedTypeKind.Object ? _fields : null;
        }
    }

    private void ReadCase(string name, bool isNumber)
    {
        EndCase();
        if (_type is not { Kind: LockedTypeKind.Union })
        {
            Malformed("there is no union above it");
        }
        else if (_cases.Any(@case => @case.Name == name && @case.IsNumber == isNumber))
        {
            Malformed($"the case '{name}' is there twice");
        }
        else
        {
            _case = (name, isNumber);
            _fieldTarget = _fields;
        }
    }

    private void ReadField(string name, string rest)
    {
        if (_version is null || (_type is not null && _fieldTarget is null))
        {
            Malformed("a field belongs under a version, a type or a case");
            return;
        }

        bool isOptional = rest[0] == '?';
        rest = rest.Substring(isOptional ? 1 : 0);
        List<string>? formerNames = ReadFieldFormerNames(ref rest);
        string type = rest.StartsWith(":", StringComparison.Ordinal) ? rest.Substring(1).Trim() : "";
        string? value = null;
        int equals = type.IndexOf(" = ", StringComparison.Ordinal);
        if (equals >= 0)
        {
            value = type.Substring(equals + 3);
            type = type.Substring(0, equals).TrimEnd();
        }

        int at = 0;
        if (formerNames is null || ParseType(type, ref at, depth: 0) is not { } parsed || at != type.Length || (isOptional && value is not null))
        {
            Malformed("a field should be 'name: type', perhaps with ' = ' and its default");
            return;
        }

        LockedField field = new(name, new([.. formerNames]), parsed, isOptional || value is not null, value);
        IEnumerable<LockedField> siblings = _fieldTarget ?? _versionFields.Select(static other => other.Field);
        if (siblings.Any(other => other.Name == name))
        {
            Malformed($"the field '{name}' is there twice");
            return;
        }

        if (_fieldTarget is null)
        {
            _versionFields.Add((field, _line));
        }
        else
        {
            _fieldTarget.Add(field);
            _nestedFields.Add((field, _line));
        }
    }

    /// <summary>Takes <c>was a, "b-c"</c> off the front of a text; null if it isn't whole.</summary>
    private static List<string>? ReadFieldFormerNames(ref string text)
    {
        List<string> names = [];
        if (!text.StartsWith(" was ", StringComparison.Ordinal))
        {
            return names;
        }

        text = text.Substring(4);
        do
        {
            text = text.Substring(1).TrimStart();
            string? name;
            if (text.StartsWith("\"", StringComparison.Ordinal))
            {
                name = ReadName(ref text);
            }
            else
            {
                int end = GetIdentifierEnd(text);
                name = text.Substring(0, end);
                name = CSharpName.IsIdentifier(name) ? name : null;
                text = text.Substring(end).TrimStart();
            }

            if (name is null)
            {
                return null;
            }

            names.Add(name);
        }
        while (text.StartsWith(",", StringComparison.Ordinal));
        return names;
    }

    private static LockedFieldType? ParseType(string text, ref int at, int depth)
    {
        int end = GetIdentifierEnd(text, at);
        if (end == at || depth > MaxDepth)
        {
            return null;
        }

        string word = text.Substring(at, end - at);
        at = end;
        List<LockedFieldType> arguments = [];
        if (at < text.Length && text[at] == '<')
        {
            do
            {
                at++;
                while (at < text.Length && text[at] == ' ')
                {
                    at++;
                }

                if (ParseType(text, ref at, depth + 1) is not { } argument)
                {
                    return null;
                }

                arguments.Add(argument);
            }
            while (at < text.Length && text[at] == ',');

            if (at >= text.Length || text[at++] != '>')
            {
                return null;
            }
        }

        bool isNullable = at < text.Length && text[at] == '?';
        at += isNullable ? 1 : 0;
        return new LockedFieldType(word, new(arguments), isNullable);
    }

    private void EndCase()
    {
        if (_case is var (name, isNumber))
        {
            _cases.Add(new LockedCase(name, isNumber, new([.. _fields])));
            _fields.Clear();
            _case = null;
        }

        _fieldTarget = null;
    }

    private void EndType()
    {
        EndCase();
        if (_type is var (name, kind, discriminator))
        {
            _types.Add(new LockedType(name, kind, new([.. _fields]), new([.. _members]), new(_cases.OrderBy(static @case => @case.Name, StringComparer.Ordinal).ThenBy(static @case => @case.IsNumber).ToArray()), discriminator));
            _fields.Clear();
            _members.Clear();
            _cases.Clear();
            _type = null;
        }
    }

    private void EndVersion()
    {
        EndType();
        if (_version is var (number, checksum, line, problems))
        {
            LockedVersion version = new(number, new(_versionFields.Select(static field => field.Field).ToArray()), new(_types.OrderBy(static type => type.Name, StringComparer.Ordinal).ToArray()));
            bool isSound = true;
            foreach ((LockedField field, int fieldLine) in _versionFields.Concat(_nestedFields))
            {
                if (FindReason(field, version) is { } reason)
                {
                    isSound = false;
                    _problems.Add(new LockProblem(LockProblemKind.Malformed, fieldLine, reason));
                }
            }

            _hasBrokenVersion |= !isSound;
            if (isSound && (_versions.Count == 0 || _versions[_versions.Count - 1].Number == number - 1))
            {
                _versions.Add(version);
                if (_problems.Count == problems && EventLockWriter.Checksum(version) != checksum)
                {
                    _problems.Add(new LockProblem(
                        LockProblemKind.Edited,
                        line,
                        $"version {number} of '{_entity!.Value.Name}.{_event!.Value.Name}' is not as it was locked"));
                }
            }

            _version = null;
        }

        _versionFields.Clear();
        _nestedFields.Clear();
        _types.Clear();
    }

    private static string? FindReason(LockedField field, LockedVersion version) =>
        FindReason(field.Type, version) ?? (field.Default is { } value && !LockedDefault.IsValid(value, field.Type, version) ? $"{value} is no default for a {field.Type}" : null);

    private static string? FindReason(LockedFieldType type, LockedVersion version)
    {
        bool isKnown = type.Word switch
        {
            "map" => type.Arguments.Count == 2,
            TypeWords.Converted => type.Arguments.Count == 1,
            _ when TypeWords.IsCollection(type.Word) => type.Arguments.Count == 1,
            _ => type.Arguments.Count == 0 && (TypeWords.IsPrimitive(type.Word) || version.FindType(type.Word) is not null),
        };
        return !isKnown ? $"'{type}' is no type that the lock knows"
            : type.Word == TypeWords.Converted ? null
            : type.Arguments.Select(argument => FindReason(argument, version)).FirstOrDefault(static reason => reason is not null) is { } reason ? reason
            : type.Word == "map" && !IsKey(type.Arguments[0], version) ? $"'{type}' is no type that an event can have: keys are text, a Guid, an integer or an enum"
            : type.Word == "set" && !IsComparedByValue(type.Arguments[0], version, []) ? $"'{type}' is no type that an event can have: what is in a set is told apart by its value"
            : null;
    }

    /// <summary>As <see cref="FieldTypeParser"/> has it for what the code declares.</summary>
    private static bool IsKey(LockedFieldType type, LockedVersion version) => !type.IsNullable
        && (type.Word is "string" or "Guid" or "byte" or "sbyte" or "short" or "ushort" or "int" or "uint" or "long" or "ulong" or "Int128" or "UInt128"
            || version.FindType(type.Word)?.Kind is LockedTypeKind.Enum or LockedTypeKind.Flags);

    /// <inheritdoc cref="IsKey"/>
    private static bool IsComparedByValue(LockedFieldType type, LockedVersion version, HashSet<string> seen) => type.Word switch
    {
        TypeWords.Converted => true,
        _ when TypeWords.IsPrimitive(type.Word) => type.Word != "bytes",
        _ => version.FindType(type.Word) is { Kind: not LockedTypeKind.Union } found && (!seen.Add(type.Word) || found.Fields.All(field => IsComparedByValue(field.Type, version, seen))),
    };

    private void EndEvent()
    {
        EndVersion();
        if (_event is var (name, kind, isRetired, line))
        {
            if (_versions.Count == 0 && !_hasBrokenVersion)
            {
                _problems.Add(new LockProblem(LockProblemKind.Malformed, line, $"the event '{name}' has no version"));
            }
            else if (_versions.Count > 0)
            {
                _events.Add(new LockedEvent(name, kind, isRetired, Sort(_eventFormerNames), new([.. _versions])));
            }

            _event = null;
        }

        _versions.Clear();
        _lastVersion = 0;
        _hasBrokenVersion = false;
        _eventFormerNames.Clear();
    }

    private void EndEntity()
    {
        EndEvent();
        if (_entity is var (name, isRetired))
        {
            _entities.Add(new LockedEntity(name, isRetired, Sort(_entityFormerNames), new(_events.OrderBy(static e => e.Name, StringComparer.Ordinal).ToArray())));
            _entity = null;
        }

        _events.Clear();
        _eventNames.Clear();
        _entityFormerNames.Clear();
    }

    private static EquatableArray<string> Sort(List<string> names) => new(names.OrderBy(static name => name, StringComparer.Ordinal).ToArray());

    private void Malformed(string reason) => _problems.Add(new LockProblem(LockProblemKind.Malformed, _line, reason));

    /// <summary>Takes a name off the front of a text: a word, or one in quotes.</summary>
    private static string? ReadName(ref string text)
    {
        int end;
        string? name;
        if (text.StartsWith("\"", StringComparison.Ordinal))
        {
            SyntaxToken token = SyntaxFactory.ParseToken(text);
            name = token.IsKind(SyntaxKind.StringLiteralToken) && !token.ContainsDiagnostics ? token.ValueText : null;
            end = token.Span.End;
        }
        else
        {
            end = text.IndexOf(' ');
            end = end < 0 ? text.Length : end;
            name = text.Substring(0, end);
            name = EventLockWriter.Quote(name) == name ? name : null;
        }

        text = text.Substring(Math.Min(end, text.Length)).TrimStart();
        return name;
    }

    private static int GetIdentifierEnd(string text, int start = 0)
    {
        int end = start;
        while (end < text.Length && SyntaxFacts.IsIdentifierPartCharacter(text[end]))
        {
            end++;
        }

        return end;
    }
}
