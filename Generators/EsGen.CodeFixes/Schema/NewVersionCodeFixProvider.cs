using System.Collections.Immutable;
using System.Globalization;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EsGen.CodeFixes.Schema;

/// <summary>
/// Makes the next version of an event that is not as it was locked (ESG032), or gives it the version that follows the lock (ESG034): raises
/// <c>Version</c>, adds it to the lock and writes the upcast.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NewVersionCodeFixProvider))]
public sealed class NewVersionCodeFixProvider : HistoryCodeFixProvider
{
    /// <summary>The key of the fix that takes a field for a renamed one.</summary>
    public const string RenamedField = nameof(RenamedField);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [DiagnosticDescriptors.IncompatibleChangeId, DiagnosticDescriptors.WrongVersionId];

    private protected override void Register(CodeFixContext context, Diagnostic diagnostic, DeclaredEntity entity, EventLock content)
    {
        string name = Get(diagnostic, Proposals.EventName);
        int version = int.Parse(Get(diagnostic, Proposals.Version), CultureInfo.InvariantCulture);
        if (diagnostic.Id == DiagnosticDescriptors.IncompatibleChangeId
            && FindRenamedField(entity, content, name) is var (field, formerName))
        {
            Offer(
                context,
                $"Make it version {version}, with '{formerName}' renamed to '{field}'",
                RenamedField,
                entity,
                content,
                edit => edit.SetVersionAsync(name, version, renamed: (field, formerName)));
        }

        Offer(context, $"Make it version {version}", diagnostic.Id, entity, content, edit => edit.SetVersionAsync(name, version));
    }

    private static (string Field, string FormerName)? FindRenamedField(DeclaredEntity entity, EventLock content, string eventName)
    {
        if (entity.Schema.Events.FirstOrDefault(e => e.Name == eventName) is not { Latest: var declared } e
            || content.Find(entity.Names) is not { } lockedEntity
            || SchemaComparison.FindLocked(lockedEntity, e) is not { Latest: var locked })
        {
            return null;
        }

        return FindRenamedField(locked, declared);
    }

    /// <summary>The one field that is new and the one that is gone, if they are stored alike.</summary>
    internal static (string Field, string FormerName)? FindRenamedField(LockedVersion locked, LockedVersion declared)
    {
        LockedField[] added = [.. declared.Fields.Where(field => !locked.Fields.Any(other => other.Name == field.Name))];
        LockedField[] gone = [.. locked.Fields.Where(field => !declared.Fields.Any(other => other.Name == field.Name))];
        return added is [var field]
            && gone is [var former]
            && !FormerFieldName.IsOneOf(field.FormerNames, former.Name)
            && ShapeComparison.AreSame(locked, former.Type, declared, field.Type) ? (field.Name, former.Name) : null;
    }
}
