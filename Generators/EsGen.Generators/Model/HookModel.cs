namespace EsGen.Generators.Model;

/// <summary>A <c>When…</c> or <c>Guard…</c> of an event.</summary>
/// <param name="Name">The method's name, as an identifier in source.</param>
/// <param name="Declaration">The declaring half without its semicolon; null if the user wrote that, or wrote the method without
/// <c>partial</c>.</param>
/// <param name="IsCallable">False if there is no method, or one that doesn't fit: the arm throws then.</param>
/// <param name="TakesContext">Whether its last parameter is the <c>EventContext</c>.</param>
internal sealed record HookModel(string Name, string? Declaration, bool IsCallable, bool TakesContext);
