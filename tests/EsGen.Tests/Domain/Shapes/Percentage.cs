namespace EsGen.Tests.Domain.Shapes;

/// <summary>A class that refuses values.</summary>
public sealed class Percentage
{
    public Percentage(int value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100);
        Value = value;
    }

    public int Value { get; }
}
