using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EsGen.CodeFixes.Schema;

/// <summary>The <c>events.lock</c> of a project, as fixes change it.</summary>
internal static class LockDocument
{
    public static TextDocument? Find(Project project) =>
        project.AdditionalDocuments.FirstOrDefault(static document => EventLock.IsFile(document.FilePath ?? document.Name));

    /// <summary>The content; null if there is no lock, or one with lines that can't be read, which a change would lose.</summary>
    public static async Task<EventLock?> ReadAsync(Project project, CancellationToken cancellationToken)
    {
        if (Find(project) is not { } document)
        {
            return null;
        }

        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        EventLock content = EventLockReader.Read(text.ToString(), out IReadOnlyList<LockProblem> problems, out _);
        return problems.Count == 0 ? content : null;
    }

    public static async Task<Solution> WriteAsync(
        Solution solution,
        ProjectId projectId,
        EventLock content,
        CancellationToken cancellationToken)
    {
        TextDocument document = Find(solution.GetProject(projectId)!)!;
        SourceText old = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        string text = EventLockWriter.Write(content);
        if (old.Lines.Count > 1 && old.ToString(TextSpan.FromBounds(old.Lines[0].End, old.Lines[0].EndIncludingLineBreak)) == "\r\n")
        {
            text = text.Replace("\n", "\r\n");
        }

        return solution.WithAdditionalDocumentText(document.Id, SourceText.From(text, old.Encoding));
    }
}
