using EsGen.CompilerServices;

namespace EsGen.Inspection;

/// <summary>The kinds of entities whose code is there.</summary>
internal interface IKnownEntities
{
    /// <summary>What messages call them all.</summary>
    string Name { get; }

    /// <summary>The kind of entity that has an event with a topic; null if none has.</summary>
    EventSourcedAttribute? Find(string topic);
}
