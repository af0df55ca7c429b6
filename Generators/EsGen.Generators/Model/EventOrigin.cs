namespace EsGen.Generators;

/// <summary>What an event was declared by.</summary>
internal enum EventOrigin
{
    Constructor,
    Property,
    Method,
    Record,
}
