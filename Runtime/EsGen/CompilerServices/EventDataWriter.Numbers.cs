namespace EsGen.CompilerServices;

public sealed partial class EventDataWriter
{
    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteByte(byte value) => _json.WriteNumberValue((uint)value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteSByte(sbyte value) => _json.WriteNumberValue((int)value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt16(short value) => _json.WriteNumberValue((int)value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt16(ushort value) => _json.WriteNumberValue((uint)value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt32(int value) => _json.WriteNumberValue(value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt32(uint value) => _json.WriteNumberValue(value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt64(long value) => _json.WriteNumberValue(value);

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt64(ulong value) => _json.WriteNumberValue(value);

    /// <summary>Writes a number in the fewest digits that give it back.</summary>
    /// <param name="value">The value.</param>
    public void WriteSingle(float value)
    {
        RefuseUnlessFinite(float.IsFinite(value));
        _json.WriteNumberValue(value);
    }

    /// <summary>Writes a number in the fewest digits that give it back.</summary>
    /// <param name="value">The value.</param>
    public void WriteDouble(double value)
    {
        RefuseUnlessFinite(double.IsFinite(value));
        _json.WriteNumberValue(value);
    }

    /// <summary>Writes a number with its scale: 1.00 stays 1.00.</summary>
    /// <param name="value">The value.</param>
    public void WriteDecimal(decimal value) => _json.WriteNumberValue(value);

    private void RefuseUnlessFinite(bool isFinite)
    {
        if (!isFinite)
        {
            throw Refusal("is not a number or infinite, which JSON can't hold", "Declare it nullable and use null, or don't raise the event.");
        }
    }
}
