using System.Collections.Immutable;
using EsGen.CompilerServices;

namespace EsGen.Tests.Codec;

/// <summary>What generated code spells out, for tests that write and read one value.</summary>
internal static class Shorthands
{
    public static void WriteNullable<T>(this EventDataWriter writer, T? value, FieldWriter<T> write)
        where T : class
    {
        if (value is null) writer.WriteNull(); else write(writer, value);
    }

    public static void WriteNullable<T>(this EventDataWriter writer, T? value, FieldWriter<T> write)
        where T : struct
    {
        if (value is null) writer.WriteNull(); else write(writer, value.Value);
    }

    public static void WriteList<T>(this EventDataWriter writer, T[] values, FieldWriter<T> write) => writer.WriteArray(values, write);

    public static void WriteList<T>(this EventDataWriter writer, IReadOnlyList<T> values, FieldWriter<T> write) => writer.WriteReadOnlyList(values, write);

    public static void WriteList<T>(this EventDataWriter writer, ImmutableArray<T> values, FieldWriter<T> write) => writer.WriteImmutableArray(values, write);

    public static T? ReadNullable<T>(this ref EventDataReader reader, FieldReader<T> read)
        where T : class => reader.ReadNull() ? null : read(ref reader);

    public static T? ReadNullableValue<T>(this ref EventDataReader reader, FieldReader<T> read)
        where T : struct => reader.ReadNull() ? null : read(ref reader);
}
