namespace EsGen.LiteDB;

/// <summary>What a block has of an event: all but its data and metadata, and where in the content of the block those are.</summary>
internal struct EventEntry
{
    public Guid SequenceId;
    public string Topic;
    public long Id;
    public long Position;
    public long Ticks;
    public int DataOffset;
    public int DataLength;
    public int MetadataOffset;
    public int MetadataLength;
}
