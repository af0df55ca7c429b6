using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EsGen.Generators.Schema;

/// <summary>The lock of a project: its content, and what is wrong with it.</summary>
internal sealed class LockFile
{
    // For the generator and all analyzers once, and not again as long as the file stays as it is. On the command line the
    // compiler takes two reports for one if the texts in them are the same objects.
    private static readonly ConditionalWeakTable<SourceText, LockFile> s_read = new();

    private readonly SourceText _text;

    private LockFile(SourceText text)
    {
        _text = text;
        Content = EventLockReader.Read(
            text.ToString(),
            out IReadOnlyList<LockProblem> problems,
            out IReadOnlyDictionary<(string Entity, string Event, int Version), int> lines,
            out IReadOnlyDictionary<(HandlerKind Kind, string Name), int> handlerLines);
        Problems = problems;
        Lines = lines;
        HandlerLines = handlerLines;
        EditedEvents =
            [.. lines.Where(line => problems.Any(problem => problem.Kind == LockProblemKind.Edited && problem.Line == line.Value))
                .Select(static line => (line.Key.Entity, line.Key.Event))];
    }

    public EventLock Content { get; }

    public IReadOnlyList<LockProblem> Problems { get; }

    public IReadOnlyDictionary<(string Entity, string Event, int Version), int> Lines { get; }

    public IReadOnlyDictionary<(HandlerKind Kind, string Name), int> HandlerLines { get; }

    /// <summary>The events with versions that were changed by hand: what the code would be compared with isn't what is stored.</summary>
    public HashSet<(string Entity, string Event)> EditedEvents { get; }

    /// <summary>Whether lines of it couldn't be read, so that what seems to be missing from it may be there.</summary>
    public bool IsIncomplete => Problems.Any(static problem => problem.Kind != LockProblemKind.Edited);

    /// <summary>The lock among a project's additional files; null without one.</summary>
    public static LockFile? Find(IEnumerable<AdditionalText> files, CancellationToken cancellationToken) =>
        files.FirstOrDefault(static file => EventLock.IsFile(file.Path)) is { } file && file.GetText(cancellationToken) is { } text
            ? s_read.GetValue(text, static text => new LockFile(text))
            : null;

    public IEnumerable<LockReport> GetReports(AdditionalText file) => Problems.Select(problem => LockReport.Of(problem, file.Path, _text));

    /// <summary>A line of it, without the blanks around it.</summary>
    public Location GetLocation(AdditionalText file, int line)
    {
        TextSpan span = LockReport.GetSpan(_text, line);
        return Location.Create(file.Path, span, _text.Lines.GetLinePositionSpan(span));
    }
}
