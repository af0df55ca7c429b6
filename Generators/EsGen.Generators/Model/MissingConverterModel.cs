namespace EsGen.Generators.Model;

/// <summary>
/// A converter that a version of an event was written with, and that is neither a field's nor the class's any more, or one of several.
/// </summary>
/// <param name="Version">The number of the version.</param>
/// <param name="EventName">The event, as the lock knows it.</param>
/// <param name="Converter">The converter's name in the lock.</param>
/// <param name="IsAmbiguous">Whether several have that name.</param>
internal sealed record MissingConverterModel(string EventName, int Version, string Converter, bool IsAmbiguous);
