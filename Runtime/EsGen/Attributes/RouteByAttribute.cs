namespace EsGen;

/// <summary>
/// On an <c>On</c> of a read model: the event goes to each document whose indexed member contains the id of the event's entity. It makes
/// none.
/// </summary>
/// <param name="member">The name of the member, by <c>nameof</c>: a <see cref="Guid"/> or a set of them, with <c>[Indexed]</c>.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class RouteByAttribute(string member) : Attribute
{
    /// <summary>The name of the member.</summary>
    public string Member { get; } = member;
}
