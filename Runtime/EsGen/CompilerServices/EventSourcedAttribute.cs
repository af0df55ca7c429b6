using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>
/// Says that an assembly has an entity or aggregate. Generated code puts one on the assembly for each, so that tools find them without
/// looking into every class.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class EventSourcedAttribute : Attribute
{
    private protected EventSourcedAttribute()
    {
    }

    /// <summary>The kind of entity.</summary>
    public abstract EntityDescription Description { get; }
}

/// <inheritdoc/>
/// <typeparam name="T">The entity's class.</typeparam>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EventSourcedAttribute<T> : EventSourcedAttribute
    where T : class, IEventSourced<T>
{
    /// <inheritdoc/>
    public override EntityDescription Description => T.Description;
}
