namespace EsGen.Schema;

/// <summary>A difference between what the code declares and what the lock has.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="EventName">The event's name in the code, or in the lock if it is gone; empty for the entity itself.</param>
/// <param name="Version">The version that the code declares; 0 if it is gone.</param>
/// <param name="Text">What is different.</param>
/// <param name="VersionToHave">The version that the code should declare.</param>
internal sealed record SchemaChange(SchemaChangeKind Kind, string EventName, int Version, string Text, int VersionToHave = 0);

/// <summary>What can be different between the code and the lock.</summary>
internal enum SchemaChangeKind
{
    /// <summary>The lock doesn't have the event, or this version of it.</summary>
    New,

    /// <summary>What is stored can still be read, and means the same.</summary>
    Compatible,

    /// <summary>What is stored can't be read any more, or means something else.</summary>
    Incompatible,

    /// <summary>The code doesn't have the event.</summary>
    Gone,

    /// <summary>The code's version is lower than the lock's, or leaves one out.</summary>
    WrongVersion,

    /// <summary>A name that events are stored under is no longer known to the code.</summary>
    LostName,

    /// <summary>A name is that of another stored event.</summary>
    Taken,
}
