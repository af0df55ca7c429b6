namespace EsGen;

/// <summary>
/// Makes a <c>partial</c> class a policy: whenever something has happened, its <c>On</c> methods say what follows. What they return is
/// stored in one commit with how far the policy has come: exactly once.
/// </summary>
/// <param name="name">The name under which its position is stored; the class's name unless given.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PolicyAttribute(string? name = null) : Attribute
{
    /// <summary>The name under which its position is stored; null for the class's name.</summary>
    public string? Name { get; } = name;

    /// <summary>
    /// The names that it had before, the first one first, so that it goes on where it was, and <see cref="EventContext.NewId"/> gives the
    /// ids that it always gave.
    /// </summary>
    public string[] FormerNames { get; set; } = [];

    /// <summary>Where a new policy begins. One with a method that returns nothing has to say it.</summary>
    public PolicyStart StartsAt { get; set; }

    /// <summary>Whether later events of an entity are parked behind one of it that is parked, until its last one is gone.</summary>
    public bool KeepsOrder { get; set; }

    /// <summary>
    /// How many events are handled at once, for policies whose methods return nothing; those of one entity stay in order. 1 unless given.
    /// </summary>
    public int Parallelism { get; set; } = 1;
}
