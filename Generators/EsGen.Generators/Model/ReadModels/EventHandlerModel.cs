namespace EsGen.Generators.Model.ReadModels;

/// <summary>One <c>On</c> of a read model.</summary>
/// <param name="Record">The event's full name, as in source.</param>
/// <param name="Routing">A member of the runtime's <c>EventRouting</c>.</param>
/// <param name="IfExists">Whether it never makes a document.</param>
/// <param name="TakesContext">Whether its last parameter is the <c>EventContext</c>.</param>
/// <param name="Index">For a routing by index: its number.</param>
internal sealed record EventHandlerModel(string Record, string Routing, bool IfExists, bool TakesContext, int Index);
