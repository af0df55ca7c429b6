using System.Globalization;
using System.Text.Json;

namespace EsGen.Tests.Domain.Shapes;

/// <summary>Writes a rational as an array of two.</summary>
public sealed class RationalConverter : EventFieldConverter<Rational>
{
    public override void Write(Utf8JsonWriter writer, Rational value)
    {
        writer.WriteStartArray();
        foreach (string part in value.ToString().Split('/'))
        {
            writer.WriteNumberValue(int.Parse(part, CultureInfo.InvariantCulture));
        }

        writer.WriteEndArray();
    }

    public override Rational Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        int numerator = reader.GetInt32();
        reader.Read();
        int denominator = reader.GetInt32();
        reader.Read();
        return new Rational(numerator, denominator);
    }
}
