namespace EsGen.Generators.Model;

/// <summary>A <c>When</c> of the user's for an event that is not declared in the class.</summary>
/// <param name="RecordName">The name of the record that it takes.</param>
/// <param name="Hook">The method.</param>
internal sealed record OldHookModel(string RecordName, HookModel Hook);
