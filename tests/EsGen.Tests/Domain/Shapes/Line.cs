using System.Text.Json.Serialization;

namespace EsGen.Tests.Domain.Shapes;

/// <summary>Parts by constructor, by required and by optional members, and one that is not stored.</summary>
public sealed record Line(Sku Sku, [property: JsonPropertyName("count")] int Quantity, Money? Price)
{
    public required string[] Notes { get; init; }

    public Uri? Link { get; init; }

    public byte Weight { get; init; } = 7;

    [JsonIgnore]
    public string Cache { get; init; } = "none";
}
