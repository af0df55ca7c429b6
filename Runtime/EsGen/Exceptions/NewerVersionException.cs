namespace EsGen;

/// <summary>A stored event is of a newer version than this build knows: it was written by a newer build.</summary>
public sealed class NewerVersionException : UnknownTopicException
{
    internal NewerVersionException(string entity, in SequencedItem item, int storedVersion, int knownVersion)
        : base(
            entity,
            item,
            $"The item at position {item.Position} of sequence {item.SequenceId} has the topic '{TopicText.Show(item.Topic)}', "
                + $"version {storedVersion} of an event that this build knows up to version {knownVersion}. It was stored by a newer "
                + "build; read it with that one or a later one.")
    {
        StoredVersion = storedVersion;
        KnownVersion = knownVersion;
    }

    /// <summary>The version that is stored.</summary>
    public int StoredVersion { get; }

    /// <summary>The newest version that this build knows.</summary>
    public int KnownVersion { get; }
}
