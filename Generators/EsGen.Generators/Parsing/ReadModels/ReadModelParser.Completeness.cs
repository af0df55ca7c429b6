using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing.ReadModels;

/// <summary>What a read model may have forgotten.</summary>
internal sealed partial class ReadModelParser
{
    private void CheckUnhandled()
    {
        foreach (IGrouping<INamedTypeSymbol, EventReference> entity in _handlers
            .Select(static handler => handler.Event)
            .GroupBy<EventReference, INamedTypeSymbol>(static e => e.Entity, SymbolEqualityComparer.Default))
        {
            HashSet<string> handled = [.. entity.Select(static e => e.Name)];
            IEnumerable<string> events = EventMember.GetAll(entity.Key)
                .Select(static annotated => EventMember.GetEventName(annotated.Member))
                .OfType<string>()
                .Distinct();
            foreach (string name in events.Where(name => !handled.Contains(name)))
            {
                Report(
                    DiagnosticDescriptors.UnhandledEvent,
                    GetLocation(Type),
                    Proposals.Of(
                        Proposals.Declaration,
                        $"private void On(global::{entity.Key.ToDisplayString()}.{CSharpName.Escape(name)} e)"),
                    Type.Name,
                    entity.Key.Name,
                    name);
            }
        }
    }

    private void CheckGhosts()
    {
        if (_handlers.Any(static handler => handler.Model.IfExists) || !_handlers.Exists(MayBringBack))
        {
            return;
        }

        foreach ((_, _, IMethodSymbol method) in _handlers)
        {
            InvocationExpressionSyntax? removal = GetDeclarations(method)
                .SelectMany(static declaration => declaration.DescendantNodes())
                .OfType<InvocationExpressionSyntax>()
                .FirstOrDefault(static call => call is
                {
                    ArgumentList.Arguments.Count: 0,
                    Expression: IdentifierNameSyntax { Identifier.ValueText: "Remove" }
                        or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: "Remove" },
                });
            if (removal is not null)
            {
                Report(DiagnosticDescriptors.GhostDocument, removal.GetLocation(), Type.Name);
                return;
            }
        }
    }

    /// <summary>Whether an event makes a document although it doesn't create the entity whose id is the key.</summary>
    private bool MayBringBack((EventHandlerModel Model, EventReference Event, IMethodSymbol Method) handler)
    {
        if (handler.Model.Routing != EventRoutings.Entity)
        {
            return handler.Model.Routing == EventRoutings.KeyOf;
        }

        // Which record creates an entity that has no constructor for it isn't known here.
        string? creation = EventMember.GetAll(handler.Event.Entity)
            .Where(static annotated => annotated.Member is IMethodSymbol { MethodKind: MethodKind.Constructor })
            .Select(static annotated => EventMember.GetEventName(annotated.Member))
            .FirstOrDefault();
        return creation is not null
            && !_handlers.Any(other =>
                other.Event.Name == creation && SymbolEqualityComparer.Default.Equals(other.Event.Entity, handler.Event.Entity));
    }
}
