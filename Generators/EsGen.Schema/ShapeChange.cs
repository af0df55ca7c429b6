namespace EsGen.Schema;

/// <summary>A difference between two shapes of an event.</summary>
/// <param name="IsCompatible">Whether what was stored in the old shape can be read in the new one and means the same.</param>
/// <param name="Text">What is different, as a clause.</param>
internal sealed record ShapeChange(bool IsCompatible, string Text);
