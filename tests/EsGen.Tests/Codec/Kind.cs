namespace EsGen.Tests.Codec;

internal enum Kind
{
    Cash,
    Card,

    /// <summary>A former name, kept so that old events can be read.</summary>
    Plastic = Card,
}
