namespace EsGen.Schema;

/// <summary>One field of an event, or of a type in it.</summary>
/// <param name="Name">The name in JSON.</param>
/// <param name="FormerNames">The names that it had in earlier versions of the event.</param>
/// <param name="Type">What is stored.</param>
/// <param name="IsOptional">Whether it may be missing.</param>
/// <param name="Default">What it is then, as a literal; null where the lock doesn't know.</param>
internal sealed record LockedField(string Name, EquatableArray<string> FormerNames, LockedFieldType Type, bool IsOptional, string? Default);
