using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>The code that a replay runs, as far as it is in the class: that in its fingerprint.</summary>
internal static class DecidingCode
{
    /// <param name="type">The class.</param>
    /// <param name="events">Its events.</param>
    /// <param name="hooks">Its hooks.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static ReachedSyntax Of(
        INamedTypeSymbol type,
        IEnumerable<EventModel> events,
        HookTable hooks,
        CancellationToken cancellationToken)
    {
        ReachedSyntax code = new(UserCode.GetDeclarations(type, cancellationToken).OfType<TypeDeclarationSyntax>());
        code.Reach("Upcast");
        foreach (Hook arm in hooks.All.Where(static hook => HookMethod.GetPrefix(hook.Method) == "When"))
        {
            code.Reach(arm.Method.Name);
        }

        // What events assign without a When... need not be state itself: it may be a property around a field.
        IEnumerable<string> assigned = events
            .Where(static e => e.When is null)
            .SelectMany(static e => e.Fields)
            .Select(static field => field.AssignedTo)
            .OfType<string>();
        foreach (string name in StateMembers.Of(type, cancellationToken).Select(static state => state.Member.Name).Concat(assigned))
        {
            code.Reach(name.TrimStart('@'));
        }

        return code;
    }
}
