namespace EsGen;

/// <summary>
/// Says that a class holds nothing but what can be read of it and given to it again in public, so that events of other projects may store
/// it. On the type, EsGen proves that where the type is compiled (ESG071). On the assembly it is your word for a type that isn't yours:
/// what a class of another assembly keeps private can't be seen.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public sealed class EventPayloadAttribute : Attribute
{
    /// <summary>For the type that it is put on.</summary>
    public EventPayloadAttribute()
    {
    }

    /// <summary>For a type of another assembly, on the assembly whose events store it.</summary>
    /// <param name="type">The type; without arguments if it is generic: <c>typeof(Pair&lt;,&gt;)</c>.</param>
    public EventPayloadAttribute(Type type) => Type = type;

    /// <summary>The type of another assembly; null on a type.</summary>
    public Type? Type { get; }
}
