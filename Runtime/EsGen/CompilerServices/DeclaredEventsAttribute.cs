using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>
/// Says what an assembly's code declares, in the words of <c>events.lock</c>. Generated code puts one on the assembly for each entity with
/// its events, each policy and each read model, so that tools can compare it with a lock without the compiler.
/// </summary>
/// <param name="text">The entity, policy or read model, as the lock would have it.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DeclaredEventsAttribute(string text) : Attribute
{
    /// <summary>The entity, policy or read model, as the lock would have it.</summary>
    public string Text { get; } = text;
}
