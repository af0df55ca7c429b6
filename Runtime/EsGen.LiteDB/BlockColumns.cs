using System.Text;
using System.Text.Unicode;

namespace EsGen.LiteDB;

/// <summary>
/// The events of a block as bytes, column by column, because what is alike stands together then, and compresses well: the sequences and the
/// topics, each once; which of them each event has, if there are several; ids, positions and ticks, each as what it is more than the one
/// before; lengths; then the data of all, and the metadata of all. Numbers have seven bits a byte, the lowest first.
/// </summary>
internal static class BlockColumns
{
    /// <summary>How much longer one event alone is than its topic, data and metadata.</summary>
    public const int MaxOverhead = 60;

    /// <summary>How long a block of one event is at most.</summary>
    public const int MaxLengthOfOne = PackedEvent.MaxContentLength + MaxOverhead;

    private const int MaxEvents = EventBlock.MaxLength / PackedEvent.Overhead;
    private const int IdLength = 16;
    private const int MaxBytesOfChar = 3;

    /// <summary>How many bytes to have ready for writing.</summary>
    public static int MaxLengthOf(IReadOnlyList<PackedEvent> events)
    {
        var length = MaxOverhead;
        for (var index = 0; index < events.Count; index++)
        {
            ref readonly var entry = ref events[index].Entry;
            length += MaxOverhead + (entry.Topic.Length * MaxBytesOfChar) + entry.DataLength + entry.MetadataLength;
        }

        return length;
    }

    /// <summary>Returns how many bytes it has written.</summary>
    public static int Write(Span<byte> bytes, IReadOnlyList<PackedEvent> events)
    {
        ColumnWriter writer = new(bytes);
        writer.Write(events.Count);
        if (events.Count == 0)
        {
            return writer.Length;
        }

        DistinctValues<Guid> sequences = new(events.Count);
        DistinctValues<string> topics = new(events.Count);
        for (var index = 0; index < events.Count; index++)
        {
            ref readonly var entry = ref events[index].Entry;
            sequences.Add(entry.SequenceId);
            topics.Add(entry.Topic);
        }

        WriteSequences(ref writer, sequences.Values);
        WriteTopics(ref writer, topics.Values);
        WriteIndexes(ref writer, sequences);
        WriteIndexes(ref writer, topics);
        WriteNumbers(ref writer, events, sequences);
        for (var index = 0; index < events.Count; index++)
        {
            writer.Write(events[index].Data.Span);
        }

        for (var index = 0; index < events.Count; index++)
        {
            writer.Write(events[index].Metadata.Span);
        }

        return writer.Length;
    }

    /// <summary>The events in a part of some bytes; null if it can't be such columns.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="topics">The strings of topics.</param>
    /// <param name="isCutOff">Whether the content is cut off, so that offsets go beyond the end.</param>
    public static EventEntry[]? TryRead(byte[] bytes, int offset, int length, TopicCache topics, bool isCutOff)
    {
        ColumnReader reader = new(bytes.AsSpan(offset, length));
        var count = reader.ReadCount(MaxEvents);
        if (count == 0)
        {
            return reader is { IsBroken: false, IsAtEnd: true } ? [] : null;
        }

        var sequences = ReadSequences(ref reader, reader.ReadCount(count));
        var known = ReadTopics(ref reader, reader.ReadCount(count), topics);
        if (reader.IsBroken)
        {
            return null;
        }

        var entries = new EventEntry[count];
        Span<int> sequenceIndexes = stackalloc int[count];
        ReadIndexes(ref reader, sequenceIndexes, sequences.Length);
        Span<int> topicIndexes = stackalloc int[count];
        ReadIndexes(ref reader, topicIndexes, known.Length);
        for (var index = 0; index < entries.Length; index++)
        {
            entries[index].SequenceId = sequences[sequenceIndexes[index]];
            entries[index].Topic = known[topicIndexes[index]];
        }

        return ReadNumbers(ref reader, entries, sequenceIndexes, sequences.Length) is { } contentLength
            && !reader.IsBroken
            && (isCutOff || contentLength == length - reader.Position)
            && TryPlace(entries, offset + reader.Position)
                ? entries
                : null;
    }

    private static void WriteSequences(ref ColumnWriter writer, List<Guid> sequences)
    {
        writer.Write(sequences.Count);
        foreach (var sequenceId in sequences)
        {
            sequenceId.TryWriteBytes(writer.Take(IdLength), bigEndian: true, out _);
        }
    }

    private static void WriteTopics(ref ColumnWriter writer, List<string> topics)
    {
        writer.Write(topics.Count);
        foreach (var topic in topics)
        {
            var length = Encoding.UTF8.GetByteCount(topic);
            writer.Write(length);
            Encoding.UTF8.GetBytes(topic, writer.Take(length));
        }
    }

    private static void WriteIndexes<T>(ref ColumnWriter writer, DistinctValues<T> values)
        where T : notnull
    {
        if (values.Values.Count > 1)
        {
            foreach (var index in values.Indexes)
            {
                writer.Write(index);
            }
        }
    }

    private static void WriteNumbers(ref ColumnWriter writer, IReadOnlyList<PackedEvent> events, DistinctValues<Guid> sequences)
    {
        var last = 0L;
        for (var index = 0; index < events.Count; index++)
        {
            last = writer.WriteDifference(events[index].Entry.Id, last);
        }

        // Of the same sequence, where they nearly always go up by one.
        var positions = new long[sequences.Values.Count];
        for (var index = 0; index < events.Count; index++)
        {
            ref var position = ref positions[sequences.Indexes[index]];
            position = writer.WriteDifference(events[index].Entry.Position, position);
        }

        last = 0;
        for (var index = 0; index < events.Count; index++)
        {
            last = writer.WriteDifference(events[index].Entry.Ticks, last);
        }

        for (var index = 0; index < events.Count; index++)
        {
            writer.Write(events[index].Entry.DataLength);
        }

        for (var index = 0; index < events.Count; index++)
        {
            writer.Write(events[index].Entry.MetadataLength);
        }
    }

    private static Guid[] ReadSequences(ref ColumnReader reader, int count)
    {
        if (count == 0 || reader.Rest.Length < count * IdLength)
        {
            reader.Break();
            return [];
        }

        var sequences = new Guid[count];
        for (var index = 0; index < count; index++)
        {
            sequences[index] = new Guid(reader.Take(IdLength), bigEndian: true);
        }

        return sequences;
    }

    private static string[] ReadTopics(ref ColumnReader reader, int count, TopicCache topics)
    {
        if (count == 0)
        {
            reader.Break();
            return [];
        }

        var known = new string[count];
        for (var index = 0; index < count; index++)
        {
            var utf8 = reader.Take(reader.ReadCount(int.MaxValue));
            if (reader.IsBroken || !Utf8.IsValid(utf8))
            {
                reader.Break();
                return [];
            }

            known[index] = topics.Get(utf8);
        }

        return known;
    }

    /// <summary>Which of some values each event has; if there is only one, nothing was written of that, and they stay zero.</summary>
    private static void ReadIndexes(ref ColumnReader reader, scoped Span<int> indexes, int values)
    {
        for (var index = 0; values > 1 && index < indexes.Length; index++)
        {
            indexes[index] = reader.ReadCount(values - 1);
        }
    }

    /// <summary>Returns how long the content is; null if the numbers can't be those of events.</summary>
    private static long? ReadNumbers(ref ColumnReader reader, EventEntry[] entries, scoped ReadOnlySpan<int> sequenceIndexes, int sequences)
    {
        var (areValid, last) = (true, 0L);
        for (var index = 0; index < entries.Length; index++)
        {
            entries[index].Id = last = reader.ReadDifference(last);
            areValid &= last > 0;
        }

        var positions = new long[sequences];
        for (var index = 0; index < entries.Length; index++)
        {
            ref var position = ref positions[sequenceIndexes[index]];
            entries[index].Position = position = reader.ReadDifference(position);
        }

        last = 0;
        for (var index = 0; index < entries.Length; index++)
        {
            entries[index].Ticks = last = reader.ReadDifference(last);
            areValid &= (ulong)last <= (ulong)DateTime.MaxValue.Ticks;
        }

        var length = 0L;
        for (var index = 0; index < entries.Length; index++)
        {
            length += entries[index].DataLength = reader.ReadCount(int.MaxValue);
        }

        for (var index = 0; index < entries.Length; index++)
        {
            length += entries[index].MetadataLength = reader.ReadCount(int.MaxValue);
        }

        return areValid && length <= MaxLengthOfOne ? length : null;
    }

    /// <summary>Gives each event the places of its data and metadata.</summary>
    private static bool TryPlace(EventEntry[] entries, int offset)
    {
        for (var index = 0; index < entries.Length; index++)
        {
            entries[index].DataOffset = offset;
            offset += entries[index].DataLength;
        }

        for (var index = 0; index < entries.Length; index++)
        {
            entries[index].MetadataOffset = offset;
            offset += entries[index].MetadataLength;
        }

        return offset >= 0;
    }
}
