namespace EsGen.Generators.Model;

/// <summary>An <c>Upcast</c> of the user's: it makes of an old version of an event what is read today.</summary>
/// <param name="RecordName">The name of the old version's record, which it takes.</param>
/// <param name="Target">The name of the record that it returns, or returns several of; <c>Event</c> for events of any kind.</param>
/// <param name="Step">How it is called.</param>
/// <param name="Problem">Why it can't be called, whatever the lock has; null if it can.</param>
/// <param name="Declaration">The declaring half without its semicolon; null if the user wrote that, or wrote the method without
/// <c>partial</c>.</param>
internal sealed record UpcastModel(string RecordName, string Target, UpcastStep Step, string? Problem, string? Declaration);
