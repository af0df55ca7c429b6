namespace EsGen.Generators.Model;

/// <summary>One upcast on the way from an old version to the present.</summary>
/// <param name="ReturnsMany">Whether it makes several of one.</param>
/// <param name="TakesContext">Whether its last parameter is the <c>EventContext</c>.</param>
internal readonly record struct UpcastStep(bool ReturnsMany, bool TakesContext);
