namespace EsGen.Tests.Domain.Shapes;

/// <summary>A type that only its converter knows how to write.</summary>
[EventFieldConverter(typeof(RationalConverter))]
public sealed class Rational(object numerator, object denominator) : IEquatable<Rational>
{
    private readonly (object, object) _parts = (numerator, denominator);

    public override string ToString() => $"{_parts.Item1}/{_parts.Item2}";

    public bool Equals(Rational? other) => other is not null && _parts.Equals(other._parts);

    public override bool Equals(object? obj) => Equals(obj as Rational);

    public override int GetHashCode() => _parts.GetHashCode();
}
