using System.Text;

namespace EsGen.LiteDB;

/// <summary>The strings of topics, so that reading an event of a known topic allocates none. Safe for concurrent use.</summary>
/// <remarks>
/// A fixed number of places: topics that nobody counts, such as hostile ones, drive each other out instead of filling the memory.
/// </remarks>
internal sealed class TopicCache
{
    private readonly Entry?[] _entries = new Entry?[1024];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        ref var place = ref _entries[Crc.Of(utf8) % (uint)_entries.Length];
        var entry = Volatile.Read(ref place);
        if (entry is null || !utf8.SequenceEqual(entry.Utf8))
        {
            entry = new Entry(utf8.ToArray(), Encoding.UTF8.GetString(utf8));
            Volatile.Write(ref place, entry);
        }

        return entry.Topic;
    }

    private sealed class Entry(byte[] utf8, string topic)
    {
        public byte[] Utf8 { get; } = utf8;

        public string Topic { get; } = topic;
    }
}
