namespace EsGen.Generators.Model;

/// <summary>A type that old versions of events need as it was when they were locked.</summary>
/// <param name="Accessibility">Its modifier.</param>
/// <param name="IsCompared">Whether it is part of an event, which is compared by value.</param>
/// <param name="Payload">What it is.</param>
internal sealed record RestoredTypeModel(string Accessibility, bool IsCompared, PayloadTypeModel Payload);
