using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing;

/// <summary>A <c>When…</c> that an event needs and the class lacks.</summary>
/// <param name="EventName">The event.</param>
/// <param name="HookName">What it is to be called.</param>
/// <param name="Declaration">How it is to be declared.</param>
/// <param name="Reason">Why the event needs it, as the middle of a sentence.</param>
/// <param name="At">Where to say so.</param>
/// <param name="Record">The event's record, if the user wrote it.</param>
/// <param name="Types">The types of its parameters.</param>
internal sealed record MissingArm(
    string EventName,
    string HookName,
    string Declaration,
    string Reason,
    SyntaxNodeOrToken At,
    INamedTypeSymbol? Record,
    ITypeSymbol[] Types);
