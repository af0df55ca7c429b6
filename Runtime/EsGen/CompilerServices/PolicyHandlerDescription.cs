using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>One <c>On</c> of a policy, as generated code describes it to the runtime.</summary>
/// <param name="record">The event.</param>
/// <param name="returnsNothing">Whether it has an effect outside, instead of returning what is to be stored.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PolicyHandlerDescription(Type record, bool returnsNothing)
{
    internal Type Record { get; } = record;

    internal bool ReturnsNothing { get; } = returnsNothing;
}
