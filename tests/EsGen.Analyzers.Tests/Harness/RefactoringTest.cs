using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>A refactoring, asked for at the place that is marked <c>[||]</c>. What comes out must be a right program.</summary>
internal static class RefactoringTest<TRefactoring>
    where TRefactoring : CodeRefactoringProvider, new()
{
    public static async Task Changes(string markedSource, string expected)
    {
        (Document document, TextSpan span) = Open(markedSource);
        CodeAction action = Assert.Single(await FindActions(document, span));
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        Solution changed = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
        SourceText text = await changed.GetDocument(document.Id)!.GetTextAsync();

        Assert.Equal(expected, text.ToString());
        await Rule.IsNotReported(expected);
    }

    /// <summary>Asserts that nothing is offered.</summary>
    public static async Task LeavesAlone(string markedSource)
    {
        (Document document, TextSpan span) = Open(markedSource);

        Assert.Empty(await FindActions(document, span));
    }

    private static async Task<List<CodeAction>> FindActions(Document document, TextSpan span)
    {
        List<CodeAction> actions = [];
        await new TRefactoring().ComputeRefactoringsAsync(new CodeRefactoringContext(document, span, actions.Add, CancellationToken.None));
        return actions;
    }

    private static (Document Document, TextSpan Span) Open(string markedSource)
    {
        TestFileMarkupParser.GetSpan(markedSource, out string source, out TextSpan span);
        return (UserProject.Open(source).Documents.Single(static document => document.Name == "File0.cs"), span);
    }
}
