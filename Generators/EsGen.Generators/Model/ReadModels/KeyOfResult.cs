namespace EsGen.Generators.Model.ReadModels;

/// <summary>How many keys a <c>KeyOf</c> gives.</summary>
internal enum KeyOfResult
{
    One,

    /// <summary>One, or none: a nullable struct.</summary>
    NullableValue,

    /// <summary>One, or none: a reference.</summary>
    NullableReference,

    Many,
}
