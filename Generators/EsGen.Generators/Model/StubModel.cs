namespace EsGen.Generators;

/// <summary>An implementing half that only throws: it keeps the user's code binding while our diagnostic says what is wrong.</summary>
/// <param name="Signature">Everything before the body.</param>
/// <param name="Accessors">A property's accessors, for example <c>get</c> and <c>private set</c>; empty for a method or constructor.</param>
internal sealed record StubModel(string Signature, EquatableArray<string> Accessors);
