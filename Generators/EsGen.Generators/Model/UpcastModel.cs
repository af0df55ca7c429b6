namespace EsGen.Generators;

/// <summary>An <c>Upcast</c> of the user's: it makes of an old version of an event what is read today.</summary>
/// <param name="RecordName">The name of the old version's record, which it takes.</param>
/// <param name="ReturnType">What it returns, as in source.</param>
/// <param name="ReturnsMany">Whether that is several events.</param>
/// <param name="Declaration">The declaring half without its semicolon; null if the user wrote that, or wrote the method without <c>partial</c>.</param>
internal sealed record UpcastModel(string RecordName, string ReturnType, bool ReturnsMany, string? Declaration);
