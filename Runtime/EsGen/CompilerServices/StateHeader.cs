namespace EsGen.CompilerServices;

/// <summary>What the state of every entity begins with.</summary>
internal readonly record struct StateHeader(Guid Id, long Version, DateTimeOffset CreatedOn, DateTimeOffset LastModified, bool IsDiscarded)
{
    public static StateHeader Of(EventRecorder recorder) =>
        new(recorder.Id, recorder.Version, recorder.CreatedOn, recorder.LastModified, recorder.IsDiscarded);

    /// <exception cref="MalformedEventException">Something of it is missing, or isn't what it should be.</exception>
    public static StateHeader Read(in SequencedItem item)
    {
        Guid id = default;
        long version = 0;
        DateTimeOffset createdOn = default, lastModified = default;
        bool isDiscarded = false, hasId = false, hasVersion = false, hasCreatedOn = false, hasLastModified = false, hasIsDiscarded = false;
        EventDataReader reader = new(item);
        do
        {
            if (reader.IsMember("id"u8, ref hasId))
            {
                id = reader.ReadGuid();
            }

            if (reader.IsMember("version"u8, ref hasVersion))
            {
                version = reader.ReadInt64();
            }

            if (reader.IsMember("createdOn"u8, ref hasCreatedOn))
            {
                createdOn = reader.ReadDateTimeOffset();
            }

            if (reader.IsMember("lastModified"u8, ref hasLastModified))
            {
                lastModified = reader.ReadDateTimeOffset();
            }

            if (reader.IsMember("isDiscarded"u8, ref hasIsDiscarded))
            {
                isDiscarded = reader.ReadBoolean();
            }
        }
        while (reader.MoreMembers());
        return hasId && id != Guid.Empty && hasVersion && version >= 0 && hasCreatedOn && hasLastModified && hasIsDiscarded
            ? new StateHeader(id, version, createdOn, lastModified, isDiscarded)
            : throw reader.Missing("id, version, createdOn, lastModified, isDiscarded");
    }

    public void Write(EventDataWriter writer)
    {
        writer.Name("id"u8);
        writer.WriteGuid(Id);
        writer.Name("version"u8);
        writer.WriteInt64(Version);
        writer.Name("createdOn"u8);
        writer.WriteDateTimeOffset(CreatedOn);
        writer.Name("lastModified"u8);
        writer.WriteDateTimeOffset(LastModified);
        writer.Name("isDiscarded"u8);
        writer.WriteBoolean(IsDiscarded);
    }
}
