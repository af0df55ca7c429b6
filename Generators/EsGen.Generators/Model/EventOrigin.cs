namespace EsGen.Generators.Model;

/// <summary>What an event was declared by.</summary>
internal enum EventOrigin
{
    Constructor,
    Property,
    Method,
    Record,

    /// <summary>The lock: it is no longer in the code, but still in the store.</summary>
    Retired,
}
