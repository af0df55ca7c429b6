using System.Text;
using EsGen.CompilerServices;

namespace EsGen.Tests.Codec;

/// <summary>An event with one field, <c>value</c>: what a codec of one does.</summary>
internal static class OneField
{
    public const string Topic = "Account.Deposited";

    public static readonly Guid SequenceId = Guid.Parse("0197d2a0-0000-7000-8000-000000000001");

    public static SequencedItem Item(ReadOnlyMemory<byte> data) => new(SequenceId, 7, Topic, data);

    public static SequencedItem Item(string data) => Item(Encoding.UTF8.GetBytes(data));

    public static ReadOnlyMemory<byte> Write<T>(T value, FieldWriter<T> write)
    {
        EventDataWriter writer = EventDataWriter.Begin(Topic, int.MaxValue);
        writer.Name("value"u8);
        write(writer, value);
        return writer.End();
    }

    /// <summary>The JSON of the field's value.</summary>
    public static string WriteText<T>(T value, FieldWriter<T> write) => Encoding.UTF8.GetString(Write(value, write).Span)["{\"value\":".Length..^1];

    public static T Read<T>(ReadOnlyMemory<byte> data, FieldReader<T> read)
    {
        EventDataReader reader = new(Item(data));
        bool hasValue = false;
        T value = default!;
        do
        {
            if (reader.IsMember("value"u8, ref hasValue))
            {
                value = read(ref reader);
            }
        }
        while (reader.MoreMembers());

        return hasValue ? value : throw reader.Missing("value");
    }

    public static T ReadText<T>(string json, FieldReader<T> read) => Read(Encoding.UTF8.GetBytes($$"""{"value":{{json}}}"""), read);

    public static T RoundTrip<T>(T value, FieldWriter<T> write, FieldReader<T> read) => Read(Write(value, write), read);
}
