using Npgsql;

namespace EsGen.PostgreSql;

/// <summary>Reads items from rows. The bytes of many share an array, so that they cost little to read and to keep.</summary>
internal sealed class ItemRows
{
    private const int ChunkLength = 32 << 10;

    private byte[] _chunk = [];
    private int _used;
    private string _lastTopic = "";

    /// <summary>How many bytes of data and metadata were read.</summary>
    public long Length { get; private set; }

    /// <summary>Reads position, topic, ticks, data and metadata, in columns that follow one another.</summary>
    public SequencedItem Read(NpgsqlDataReader reader, Guid sequenceId, int first)
    {
        string topic = reader.GetString(first + 1);
        _lastTopic = topic == _lastTopic ? _lastTopic : topic;
        return new SequencedItem(sequenceId, reader.GetInt64(first), _lastTopic, Bytes(reader, first + 3))
        {
            Timestamp = new DateTimeOffset(reader.GetInt64(first + 2), TimeSpan.Zero),
            Metadata = Bytes(reader, first + 4),
        };
    }

    private ReadOnlyMemory<byte> Bytes(NpgsqlDataReader reader, int column)
    {
        int length = (int)reader.GetBytes(column, 0, null, 0, 0);
        if (length == 0)
        {
            return default;
        }

        Length += length;
        if (length > ChunkLength / 4)
        {
            return reader.GetFieldValue<byte[]>(column);
        }

        if (length > _chunk.Length - _used)
        {
            // The first one is small: most queries give few items.
            (_chunk, _used) = (new byte[_chunk.Length == 0 ? Math.Max(length, 512) : ChunkLength], 0);
        }

        Memory<byte> bytes = _chunk.AsMemory(_used, length);
        _used += (int)reader.GetBytes(column, 0, _chunk, _used, length);
        return bytes;
    }
}
