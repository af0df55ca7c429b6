namespace EsGen.Tests.Domain.Shapes;

/// <summary>Its own equality is coarser than the history's: it ignores the fragment of the target.</summary>
public sealed record Link(Uri Target, string? Text);
