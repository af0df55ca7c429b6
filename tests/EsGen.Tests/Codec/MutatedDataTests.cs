using EsGen.CompilerServices;
using Xunit;

namespace EsGen.Tests.Codec;

/// <summary>Damage of every sort: an event is decoded or refused, and nothing else ever comes out.</summary>
public class MutatedDataTests
{
    [Fact]
    public void A_damaged_event_is_decoded_or_malformed()
    {
        byte[] valid = Paid.Encode(Paid.Sample).Data.ToArray();
        Random random = new(20260714);
        int decoded = 0, refused = 0;
        for (int round = 0; round < 3_000; round++)
        {
            byte[] data = Mutate(valid, random);
            try
            {
                Paid e = Paid.Decode(new SequencedItem(OneField.SequenceId, 7, Paid.Topic, data));
                decoded++;
                Paid.Encode(e);     // what is read can be written
            }
            catch (MalformedEventException exception)
            {
                refused++;
                Assert.InRange(exception.ByteOffset ?? 0, 0, data.Length);
            }
        }

        Assert.True(decoded > 100, $"decoded {decoded}");
        Assert.True(refused > 1_000, $"refused {refused}");
    }

    [Fact]
    public void What_is_read_from_a_damaged_value_is_a_value_that_could_have_been_written()
    {
        Damage(double.MaxValue, static (writer, value) => writer.WriteDouble(value), static (ref reader) => reader.ReadDouble());
        Damage(float.MaxValue, static (writer, value) => writer.WriteSingle(value), static (ref reader) => reader.ReadSingle());
        Damage(123.4500m, static (writer, value) => writer.WriteDecimal(value), static (ref reader) => reader.ReadDecimal());
        Damage(long.MaxValue, static (writer, value) => writer.WriteInt64(value), static (ref reader) => reader.ReadInt64());
        Damage('漢', static (writer, value) => writer.WriteChar(value), static (ref reader) => reader.ReadChar());
        Damage("\0漢😀", static (writer, value) => writer.WriteString(value), static (ref reader) => reader.ReadString());
        Damage(OneField.SequenceId, static (writer, value) => writer.WriteGuid(value), static (ref reader) => reader.ReadGuid());
        Damage(DateTime.UnixEpoch.AddTicks(1), static (writer, value) => writer.WriteDateTime(value), static (ref reader) => reader.ReadDateTime());
        Damage(DateTimeOffset.UnixEpoch.AddTicks(1), static (writer, value) => writer.WriteDateTimeOffset(value), static (ref reader) => reader.ReadDateTimeOffset());
        Damage(DateOnly.MinValue, static (writer, value) => writer.WriteDateOnly(value), static (ref reader) => reader.ReadDateOnly());
        Damage(TimeOnly.MaxValue, static (writer, value) => writer.WriteTimeOnly(value), static (ref reader) => reader.ReadTimeOnly());
        Damage(TimeSpan.MinValue, static (writer, value) => writer.WriteTimeSpan(value), static (ref reader) => reader.ReadTimeSpan());
        Damage(new Uri("http://[::1]:80/é?q=%20"), static (writer, value) => writer.WriteUri(value), static (ref reader) => reader.ReadUri());
        Damage(Days.Monday | Days.Friday, static (writer, value) => writer.WriteEnum(value), static (ref reader) => reader.ReadEnum<Days>());
        Damage(Guid.Empty.ToByteArray(), static (writer, value) => writer.WriteBytes(value), static (ref reader) => reader.ReadBytes());
    }

    private static void Damage<T>(T value, FieldWriter<T> write, FieldReader<T> read)
    {
        byte[] valid = OneField.Write(value, write).ToArray();
        Random random = new(20260714);
        for (int round = 0; round < 3_000; round++)
        {
            T result;
            try
            {
                result = OneField.Read(Mutate(valid, random), read);
            }
            catch (MalformedEventException)
            {
                continue;
            }

            Assert.Equal(result, OneField.RoundTrip(result, write, read));
        }
    }

    private static byte[] Mutate(byte[] valid, Random random)
    {
        List<byte> data = [.. valid];
        for (int times = random.Next(1, 4); times > 0 && data.Count > 1; times--)
        {
            int index = random.Next(data.Count);
            switch (random.Next(5))
            {
                case 0:
                    data[index] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    data.RemoveRange(index, data.Count - index);
                    break;
                case 2:
                    int other = random.Next(data.Count);
                    (data[index], data[other]) = (data[other], data[index]);
                    break;
                case 3:
                    data.Insert(index, (byte)random.Next(256));
                    break;
                default:
                    data.RemoveAt(index);
                    break;
            }
        }

        return [.. data];
    }
}
