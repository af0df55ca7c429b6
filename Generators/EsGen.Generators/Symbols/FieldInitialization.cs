namespace EsGen.Generators.Symbols;

/// <summary>How a field gets into a record, or a member into a payload type.</summary>
internal enum FieldInitialization
{
    /// <summary>By a constructor parameter.</summary>
    Constructor,

    /// <summary>By an object initializer, always: the property is <c>required</c>.</summary>
    Required,

    /// <summary>By an object initializer, if it was stored: else the property keeps what its own initializer gave.</summary>
    Optional,
}
