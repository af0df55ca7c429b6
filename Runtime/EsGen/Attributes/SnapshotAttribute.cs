namespace EsGen;

/// <summary>
/// Stores the state of an entity beside its events now and then, so that loading it doesn't have to read all of them. Few need it: it is
/// for entities with thousands of events. Snapshots never decide anything: without them every answer is the same, later.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SnapshotAttribute : Attribute
{
    /// <summary>After how many events a snapshot is taken, at least 1; 200 unless given.</summary>
    public int Every { get; set; } = 200;

    /// <summary>How many snapshots of an entity stay, for <c>Get(id, version)</c>; 10 unless given, 0 for all.</summary>
    public int Keep { get; set; } = 10;

    /// <summary>
    /// To be raised when code outside of the class changes that a replay runs. What is in the class is seen: its <c>When…</c> methods,
    /// upcasts, setters that events assign to, initializers, and what these call. What is outside is not: methods of other classes, the
    /// code of an <c>EventFieldConverter</c>, and constructors and accessors of the types of fields. Snapshots of another version are not
    /// read.
    /// </summary>
    public int Version { get; set; } = 1;
}
