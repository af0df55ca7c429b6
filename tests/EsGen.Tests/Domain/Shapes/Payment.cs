using System.Text.Json.Serialization;

namespace EsGen.Tests.Domain.Shapes;

/// <summary>A closed hierarchy.</summary>
[JsonDerivedType(typeof(Card), "card")]
[JsonDerivedType(typeof(Cash), "cash")]
[JsonDerivedType(typeof(Invoice), 3)]
public abstract record Payment(decimal Amount);
