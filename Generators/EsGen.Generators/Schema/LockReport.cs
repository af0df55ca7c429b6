using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EsGen.Generators.Schema;

/// <summary>A problem of a lock file with its place in it.</summary>
internal readonly record struct LockReport(LockProblem Problem, string Path, TextSpan Span, LinePositionSpan LineSpan)
{
    /// <summary>The problem at its line, without the blanks around it.</summary>
    public static LockReport Of(LockProblem problem, string path, SourceText text)
    {
        TextSpan span = GetSpan(text, problem.Line);
        return new LockReport(problem, path, span, text.Lines.GetLinePositionSpan(span));
    }

    public static TextSpan GetSpan(SourceText text, int line)
    {
        TextLine found = text.Lines[line];
        string content = found.ToString();
        return TextSpan.FromBounds(found.Start + content.Length - content.TrimStart().Length, found.Start + content.TrimEnd().Length);
    }

    public Diagnostic ToDiagnostic() => Diagnostic.Create(
        Problem.Kind switch
        {
            LockProblemKind.Conflict => DiagnosticDescriptors.LockConflict,
            LockProblemKind.Edited => DiagnosticDescriptors.LockEdited,
            _ => DiagnosticDescriptors.MalformedLock,
        },
        Location.Create(Path, Span, LineSpan),
        Problem.Reason);
}
