namespace EsGen.Generators.Model;

/// <summary>The implementing half of a member that raises an event.</summary>
/// <param name="Signature">Everything before the body.</param>
/// <param name="Arguments">The event's fields as the member's parameters, in the fields' order.</param>
/// <param name="IdParameter">A constructor's parameter that is the entity's id; null without one.</param>
/// <param name="Parameters">A constructor's parameters with types and defaults, as a method could repeat them.</param>
/// <param name="GetModifiers">A property's getter's modifiers, with a space after them.</param>
/// <param name="SetModifiers">A property's setter's modifiers, with a space after them.</param>
/// <param name="CreateAccessibility">How accessible a constructor's <c>Create</c> may be; null for none.</param>
internal sealed record MemberModel(
    string Signature,
    EquatableArray<string> Arguments,
    string? IdParameter = null,
    EquatableArray<string> Parameters = default,
    string GetModifiers = "",
    string SetModifiers = "",
    string? CreateAccessibility = null);
