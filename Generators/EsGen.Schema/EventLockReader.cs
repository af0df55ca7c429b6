using System.Globalization;

namespace EsGen.Schema;

/// <summary>
/// Reads a lock: entities with their events, these with their versions, and so on, each level by a method that returns what it found. What
/// can't be read is a problem with its line and is left out, with what stands below it; everything else still counts, so that one bad line
/// doesn't make the whole history unknown.
/// </summary>
internal sealed partial class EventLockReader
{
    /// <summary>How many types one version may have; each may be in another one.</summary>
    private const int MaxTypes = 256;

    private readonly IReadOnlyList<LockLine> _lines;
    private readonly List<LockProblem> _problems = [];
    private readonly Dictionary<(string Entity, string Event, int Version), int> _places = [];
    private readonly List<LockedHandler> _handlers = [];
    private readonly Dictionary<(HandlerKind Kind, string Name), int> _handlerPlaces = [];
    private int _next;

    private EventLockReader(string text) => _lines = LockLine.Split(text);

    /// <summary>The next line, if it is there; markers of a conflict are reported and passed over.</summary>
    private LockLine? Next
    {
        get
        {
            while (_next < _lines.Count && _lines[_next].Kind == LockLineKind.Conflict)
            {
                _problems.Add(new LockProblem(
                    LockProblemKind.Conflict,
                    _lines[_next++].Number,
                    "the file has conflict markers of a merge"));
            }

            return _next < _lines.Count ? _lines[_next] : null;
        }
    }

    /// <summary>Reads a lock and what is wrong with it.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="problems">What couldn't be read.</param>
    /// <param name="lines">Where each version stands, from 0; under version 0 the event, and under an empty event the entity.</param>
    /// <param name="handlers">Where each policy and read model stands, from 0.</param>
    public static EventLock Read(
        string text,
        out IReadOnlyList<LockProblem> problems,
        out IReadOnlyDictionary<(string Entity, string Event, int Version), int> lines,
        out IReadOnlyDictionary<(HandlerKind Kind, string Name), int> handlers)
    {
        EventLockReader reader = new(text);
        List<LockedEntity> entities = [];
        while (reader.Next is { } line)
        {
            if (line.Kind != LockLineKind.Block)
            {
                reader.Misplaced(line);
            }
            else if (line.Text[0] != 'e')
            {
                reader.ReadHandler(line);
            }
            else if (reader.ReadEntity(line) is { } entity)
            {
                entities.Add(entity);
            }
        }

        problems = reader._problems;
        lines = reader._places;
        handlers = reader._handlerPlaces;
        return new EventLock(new(entities.OrderBy(static entity => entity.Name, StringComparer.Ordinal))).WithHandlers(reader._handlers);
    }

    /// <summary>Reads a lock and what is wrong with it.</summary>
    public static EventLock Read(
        string text,
        out IReadOnlyList<LockProblem> problems,
        out IReadOnlyDictionary<(string Entity, string Event, int Version), int> lines) => Read(text, out problems, out lines, out _);

    public static EventLock Read(string text) => Read(text, out _, out _);

    /// <summary>
    /// Whether an event can be written so that it is read as it was; one that the compiler or another rule refuses may not.
    /// </summary>
    public static bool CanRead(LockedEvent e) => FindReason(e) is null;

    /// <summary>Why an event can't be written so that it is read as it was; null if it can.</summary>
    public static string? FindReason(LockedEvent e)
    {
        EventLock content = new(new([new LockedEntity("Entity", IsRetired: false, default, new([e]))]));
        EventLock read = Read(EventLockWriter.Write(content), out IReadOnlyList<LockProblem> problems, out _);
        return problems.Count > 0 ? problems[0].Reason : read == content ? null : "it would be read as something else";
    }

    private LockedEntity? ReadEntity(LockLine heading)
    {
        string rest = heading.Rest;
        if (LockName.Read(ref rest) is not { } name || !GeneratedNames.IsEntityName(name) || rest is not ("" or "retired"))
        {
            return Refuse<LockedEntity>(heading, "it should be 'entity Name'");
        }

        if (_places.ContainsKey((name, "", 0)))
        {
            return Refuse<LockedEntity>(heading, $"the entity '{name}' is there twice");
        }

        _places[(name, "", 0)] = heading.Number;
        HashSet<string> formerNames = [];
        List<LockedEvent> events = [];
        ReadBelow(heading, line =>
        {
            if (line.Kind == LockLineKind.Event && ReadEvent(line, name) is { } e)
            {
                events.Add(e);
            }

            return line.Kind == LockLineKind.Event || ReadFormerName(line, formerNames, GeneratedNames.IsEntityName, "an entity");
        });
        return new LockedEntity(
            name,
            rest == "retired",
            Sort(formerNames),
            new(events.OrderBy(static e => e.Name, StringComparer.Ordinal)));
    }

    private void ReadHandler(LockLine heading)
    {
        string rest = heading.Rest;
        HandlerKind kind = heading.Text[0] == 'p' ? HandlerKind.Policy : HandlerKind.ReadModel;
        bool isRetired = false;
        if (LockName.Read(ref rest) is not { } name
            || !GeneratedNames.IsEntityName(name)
            || !(rest.Length == 0 || (isRetired = rest == "retired" && kind == HandlerKind.Policy)))
        {
            Refuse<LockedHandler>(
                heading,
                kind == HandlerKind.Policy ? "it should be 'policy name', perhaps with 'retired'" : "it should be 'readmodel name'");
            return;
        }

        if (_handlerPlaces.ContainsKey((kind, name)))
        {
            Refuse<LockedHandler>(heading, $"the {(kind == HandlerKind.Policy ? "policy" : "read model")} '{name}' is there twice");
            return;
        }

        _handlerPlaces[(kind, name)] = heading.Number;

        // In the order in which it had them, unlike those of events.
        List<string> formerNames = [];
        ReadBelow(heading, line => ReadFormerName(
            line,
            formerNames,
            GeneratedNames.IsEntityName,
            kind == HandlerKind.Policy ? "a policy" : "a read model"));
        _handlers.Add(new LockedHandler(kind, name, isRetired, new(formerNames.Distinct().Where(former => former != name))));
    }

    private LockedEvent? ReadEvent(LockLine heading, string entity)
    {
        string[] words = heading.Rest.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        int first = 1;
        if (words is [.., "since", var since] && int.TryParse(since, out first) && first > 1)
        {
            words = [.. words.Take(words.Length - 2)];
        }

        string name = words.FirstOrDefault() ?? "";
        string[] marks = [.. words.Skip(1)];
        bool creates = marks.Contains("creates");
        bool discards = marks.Contains("discards");
        bool isRetired = marks.Contains("retired");
        if (!Identifier.IsValid(name)
            || marks.Length != (creates ? 1 : 0) + (discards ? 1 : 0) + (isRetired ? 1 : 0)
            || (creates && discards))
        {
            return Refuse<LockedEvent>(heading, "it should be 'event Name', perhaps with 'creates' or 'discards', and 'retired'");
        }

        if (GeneratedNames.All.Contains(name) || GeneratedNames.Inherited.Contains(name))
        {
            return Refuse<LockedEvent>(heading, $"'{name}' is a name that EsGen generates, or that every class has a member of");
        }

        if (_places.ContainsKey((entity, name, 0)))
        {
            return Refuse<LockedEvent>(heading, $"the event '{name}' is there twice");
        }

        _places[(entity, name, 0)] = heading.Number;
        HashSet<string> formerNames = [];
        List<LockedVersion> versions = [];
        int expected = first;
        bool hasBrokenVersion = false;
        ReadBelow(heading, line =>
        {
            if (line.Kind != LockLineKind.Version)
            {
                return ReadFormerName(line, formerNames, Identifier.IsValid, "an event");
            }

            LockedVersion? version = ReadVersion(line, entity, name, ref expected, isFirst: expected == first);
            hasBrokenVersion |= version is null;
            if (version is not null && (versions.Count == 0 || versions[versions.Count - 1].Number == version.Number - 1))
            {
                versions.Add(version);
            }

            return true;
        });
        if (versions.Count > 0)
        {
            return new LockedEvent(
                name,
                creates ? EventKind.Creation : discards ? EventKind.Discard : EventKind.Change,
                isRetired,
                Sort(formerNames),
                new(versions));
        }

        if (!hasBrokenVersion)
        {
            Malformed(heading, $"the event '{name}' has no version");
        }

        return null;
    }

    private LockedVersion? ReadVersion(LockLine heading, string entity, string e, ref int expected, bool isFirst)
    {
        string[] words = heading.Rest.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2 || !int.TryParse(words[0], out int number) || number < 1)
        {
            return Refuse<LockedVersion>(heading, "it should be 'version' with its number and its checksum");
        }

        if (number != expected)
        {
            return Refuse<LockedVersion>(heading, isFirst
                ? $"version {expected} should be the first; what is stored of it can't be read without"
                : number == expected - 1
                ? $"version {number} is there twice; the one that nothing is stored of yet becomes version {expected}, here and in the code"
                : $"version {expected} should follow here");
        }

        expected++;
        _places[(entity, e, number)] = heading.Number;
        int problems = _problems.Count;
        List<(LockedField Field, LockLine Line)> allFields = [];
        List<LockedField> fields = [];
        List<LockedType> types = [];
        ReadBelow(heading, line =>
        {
            if (line.Kind == LockLineKind.Type && ReadType(line, types, allFields) is { } type)
            {
                types.Add(type);
            }

            return line.Kind == LockLineKind.Type || ReadField(line, fields, allFields);
        });

        LockedVersion version = new(number, new([.. fields]), new(types.OrderBy(static type => type.Name, StringComparer.Ordinal)));
        bool isSound = true;
        foreach ((LockedField field, LockLine line) in allFields)
        {
            if (LockedVersionCheck.FindReason(field, version) is { } reason)
            {
                isSound = false;
                Malformed(line, reason);
            }
        }

        if (_problems.Count == problems && EventLockWriter.Checksum(version) != words[1])
        {
            _problems.Add(new LockProblem(
                LockProblemKind.Edited,
                heading.Number,
                $"version {number} of '{entity}.{e}' is not as it was locked"));
        }

        return isSound ? version : null;
    }

    private bool ReadField(LockLine line, List<LockedField> fields, List<(LockedField, LockLine)> allFields)
    {
        if (line.Kind != LockLineKind.Field)
        {
            return false;
        }

        _next++;
        if (LockedFieldText.Read(line.Name, line.Rest) is not { } field)
        {
            Malformed(line, "a field should be 'name: type', perhaps with ' = ' and its default");
        }
        else if (fields.Any(other => other.Name == field.Name))
        {
            Malformed(line, $"the field '{field.Name}' is there twice");
        }
        else
        {
            fields.Add(field);
            allFields.Add((field, line));
        }

        return true;
    }

    private bool ReadFormerName(LockLine line, ICollection<string> names, Func<string, bool> isName, string owner)
    {
        if (line.Kind != LockLineKind.Former)
        {
            return false;
        }

        _next++;
        if (isName(line.Name))
        {
            names.Add(line.Name);
        }
        else
        {
            Malformed(line, $"{LockName.Print(line.Name)} can't have been the name of {owner}");
        }

        return true;
    }

    /// <summary>Reads what stands below a heading, line by line.</summary>
    /// <param name="heading">The line that is next.</param>
    /// <param name="read">Reads a line, with what is below it; false if it doesn't belong here.</param>
    private void ReadBelow(LockLine heading, Func<LockLine, bool> read)
    {
        _next++;
        while (Next is { } line && (read(line) || line.Kind > heading.Kind))
        {
            if (Next == line)
            {
                Misplaced(line);
            }
        }
    }

    private void Misplaced(LockLine line) => Refuse<LockLine>(line, line.Kind switch
    {
        LockLineKind.Event => "there is no entity above it",
        LockLineKind.Version => "there is no event above it",
        LockLineKind.Type => "there is no version above it",
        LockLineKind.Case => "there is no union above it",
        LockLineKind.Former => "a former name belongs directly under an entity, event, policy or read model",
        LockLineKind.Field => "a field belongs under a version, a type or a case",
        _ => "it is none of entity, former, event, version, a field 'name: type', type, enum, union, case, a member of an enum, policy or "
            + "readmodel",
    });

    /// <summary>Passes over a line and what is below it: that is no mistake of its own.</summary>
    private T? Refuse<T>(LockLine line, string reason)
        where T : class
    {
        Malformed(line, reason);
        _next++;
        while (line.IsHeading && Next is { } below && below.Kind > line.Kind)
        {
            _next++;
        }

        return null;
    }

    private void Malformed(LockLine line, string reason) => _problems.Add(new LockProblem(LockProblemKind.Malformed, line.Number, reason));

    private static EquatableArray<string> Sort(HashSet<string> names) => new(names.OrderBy(static name => name, StringComparer.Ordinal));
}
