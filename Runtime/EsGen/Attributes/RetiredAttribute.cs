namespace EsGen;

/// <summary>
/// Says what becomes of an event that can't happen any more, and that <c>events.lock</c> has as retired: what is stored of it is still
/// read, into the record that the lock remembers. Without <see cref="Ignore"/> the class needs a <c>private partial void When(TheEvent
/// old)</c>.
/// </summary>
/// <param name="name">The event's name.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RetiredAttribute(string name) : Attribute
{
    /// <summary>The event's name.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// Whether the event changes nothing any more, so that replay passes it by; it still counts as a version of the entity.
    /// </summary>
    public bool Ignore { get; set; }
}
