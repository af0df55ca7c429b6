using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators.Analyzers.Schema;

/// <summary>What is wrong with events and versions that are only read.</summary>
public sealed partial class EventLockAnalyzer
{
    private static void ReportNotRetired(SymbolAnalysisContext context, INamedTypeSymbol type, LockedEntity? old, LockedEntity declared)
    {
        foreach ((string name, AttributeData attribute) in EventSourcedType.GetRetiredEvents(type))
        {
            LockedEvent[] events = [.. old?.Events ?? default];
            bool isDeclared = declared.Events.Any(e => e.Name == name);
            if ((!isDeclared && events.Any(e => e.IsRetired && e.Name == name))
                || attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is not AttributeSyntax syntax)
            {
                continue;
            }

            string? nearest = events.Where(static e => e.IsRetired)
                .Select(static e => e.Name)
                .OrderBy(other => EditDistance.Between(name, other))
                .FirstOrDefault();
            string advice = isDeclared ? "the class still declares it; remove one of them"
                : events.Any(e => e.Name == name) ? "write 'retired' behind it there"
                : events.FirstOrDefault(e => e.IsRetired && e.FormerNames.Contains(name)) is { } renamed
                ? $"its last name was '{renamed.Name}'"
                : nearest is not null && EditDistance.Between(name, nearest) <= (nearest.Length + 1) / 2 ? $"did you mean '{nearest}'?"
                : "remove it";
            SyntaxNode at = syntax.ArgumentList?.Arguments.FirstOrDefault(static argument => argument.NameEquals is null)
                ?? (SyntaxNode)syntax;
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.NotRetired, at.GetLocation(), type.Name, name, advice));
        }
    }

    /// <summary>Another entity of the lock whose stored events a class would take for its own.</summary>
    private static string? FindTaken(EventLock content, LockedEntity? old, LockedEntity declared)
    {
        if (old is { IsRetired: true })
        {
            return $"'{old.Name}' is a retired entity in "
                + $"events.lock; {(old.Name == declared.Name ? "choose another name" : "take it out of FormerNames")}, or, if it is the "
                    + "same class again, take 'retired' away there";
        }

        foreach (string former in declared.FormerNames)
        {
            if (content.Find([former]) is { } other && other != old)
            {
                return $"events.lock has both '{old!.Name}' and '{former}'; put the events of both under one of them, or take '{former}' "
                    + "out of FormerNames";
            }
        }

        foreach (string name in declared.FormerNames.Append(declared.Name))
        {
            if (content.FindFormer(name).FirstOrDefault(entity => entity != old) is { } other)
            {
                return $"'{name}' is a former name of '{other.Name}' in events.lock; choose another one";
            }
        }

        return null;
    }

    private static void ReportMissing(
        SymbolAnalysisContext context,
        INamedTypeSymbol type,
        Location at,
        EntityModel history,
        HashSet<string> edited)
    {
        foreach (OldVersionModel version in history.OldVersions.Where(version => !edited.Contains(version.EventName)))
        {
            if (version.Problem is { } problem)
            {
                ISymbol? upcast = type.GetMembers("Upcast")
                    .FirstOrDefault(member =>
                        member is IMethodSymbol { Parameters: [{ Type.Name: var name }, ..] } && name == version.RecordName);
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.MissingUpcast,
                    FindDeclaration(upcast, context.CancellationToken) ?? at,
                    $"Version {version.Version} of {version.EventName}",
                    $"its Upcast to an event, to another version or to a list of them: {problem}"));
            }
            else if (version.Body is null && !history.Upcasts.Any(upcast => upcast.RecordName == version.RecordName))
            {
                EventModel current = history.Events.Where(e => e.EventName == version.EventName)
                    .OrderByDescending(static e => e.Version)
                    .First();
                ISymbol? member = EventMember.Find(type, current.EventName, current.Version);
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.MissingUpcast,
                    FindDeclaration(member, context.CancellationToken) ?? at,
                    Proposals.Of(Proposals.Declaration, version.Declaration).Add(Proposals.EventName, version.EventName),
                    $"Version {version.Version} of {version.EventName}",
                    version.Declaration));
            }
        }

        foreach (MissingConverterModel missing in history.MissingConverters)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.MissingUpcast,
                at,
                $"Version {missing.Version} of {missing.EventName}",
                missing.IsAmbiguous
                    ? $"converters with names of their own, because several are called {missing.Converter}, and the lock can't tell which "
                        + "one wrote it"
                    : $"[EventFieldConverter(typeof({missing.Converter}))] on the class, because {missing.Converter} wrote it and no "
                        + "field has that converter any more"));
        }

        foreach (EventModel retired in history.Events)
        {
            if (retired is { Origin: EventOrigin.Retired, When.Declaration: { } declaration })
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.MissingUpcast,
                    at,
                    Proposals.Of(Proposals.Declaration, declaration).Add(Proposals.EventName, retired.EventName),
                    retired.EventName,
                    $"{declaration}, or [Retired(\"{retired.EventName}\", Ignore = true)] on the class"));
            }
        }
    }

    /// <summary>What is generated from the lock is not known to the rule about declared names.</summary>
    private static void ReportCollisions(SymbolAnalysisContext context, INamedTypeSymbol type, Location at, EntityModel history)
    {
        IEnumerable<string> names = history.OldVersions.Select(static old => old.RecordName)
            .Concat(history.CollidingRecords)
            .Concat(history.RestoredTypes.Select(static restored => restored.Payload.Name))
            .Concat(history.Events.Where(static e => e.Origin == EventOrigin.Retired).Select(static e => e.EventName));
        foreach (string name in names)
        {
            ISymbol? taken = type.GetMembers(name)
                .FirstOrDefault(member => UserCode.GetDeclarations(member, context.CancellationToken).Any());
            taken ??= name == type.Name
                ? type
                : history.Events.FirstOrDefault(e => e.Origin != EventOrigin.Retired && e.MethodSuffix == name) is { } declared
                ? EventMember.Find(type, declared.EventName, declared.Version) ?? type
                : null;
            if (taken is not null)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.NameCollision,
                    FindDeclaration(taken, context.CancellationToken) ?? at,
                    name,
                    "a type that EsGen generates from events.lock",
                    "choose another name"));
            }
        }
    }
}
