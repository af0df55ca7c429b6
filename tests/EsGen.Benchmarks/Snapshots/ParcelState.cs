using System.Text.Json.Serialization;

namespace EsGen.Benchmarks.Snapshots;

/// <summary>What <see cref="Parcel"/>'s state is, written by hand: what every entity has, and the five fields.</summary>
internal sealed record ParcelState(
    Guid Id,
    long Version,
    DateTimeOffset CreatedOn,
    DateTimeOffset LastModified,
    bool IsDiscarded,
    Guid Customer,
    string Reference,
    decimal Price,
    int Pieces,
    DateTimeOffset Due);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ParcelState))]
internal sealed partial class ParcelContext : JsonSerializerContext;
