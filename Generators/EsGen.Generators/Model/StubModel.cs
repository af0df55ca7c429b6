namespace EsGen.Generators.Model;

/// <summary>
/// The other half of a member that no event is made of: it keeps the user's code binding, and our diagnostic in sight, which a missing half
/// would hide.
/// </summary>
/// <param name="Signature">Everything before the body.</param>
/// <param name="Accessors">A property's accessors, for example <c>get</c> and <c>private set</c>; empty for a method or
/// constructor.</param>
/// <param name="IsDefinition">Whether the user wrote the implementing half, so that this is the defining one; else it is one that
/// throws.</param>
internal sealed record StubModel(string Signature, EquatableArray<string> Accessors, bool IsDefinition);
