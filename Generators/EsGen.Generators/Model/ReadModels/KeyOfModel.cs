namespace EsGen.Generators.Model.ReadModels;

/// <summary>One <c>KeyOf</c> of a read model.</summary>
/// <param name="Record">The event's full name, as in source.</param>
/// <param name="TakesContext">Whether its last parameter is the <c>EventContext</c>.</param>
/// <param name="Result">How many keys it gives.</param>
internal sealed record KeyOfModel(string Record, bool TakesContext, KeyOfResult Result);
