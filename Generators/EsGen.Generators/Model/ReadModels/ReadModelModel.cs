namespace EsGen.Generators.Model.ReadModels;

/// <summary>Everything the emitters need to know about one read model; holds no symbol, syntax or location.</summary>
internal sealed record ReadModelModel : IClassModel
{
    public required TypeDeclarationModel Type { get; init; }

    /// <summary>The name that the documents are stored under.</summary>
    public required string Name { get; init; }

    /// <summary>The names that it had before, the first one first.</summary>
    public required EquatableArray<string> FormerNames { get; init; }

    /// <summary>
    /// False for a kind of type that can't be a read model, or one without a key that can be stored: nothing is generated then.
    /// </summary>
    public required bool IsSupported { get; init; }

    /// <summary>Whether the class or one around it is obsolete, so that only what is obsolete may name it.</summary>
    public required bool IsObsolete { get; init; }

    /// <summary>Whether it has no constructor without parameters, so that one is generated.</summary>
    public required bool NeedsConstructor { get; init; }

    /// <summary>How accessible the finders are: <c>public</c> or <c>internal</c>; null for none.</summary>
    public required string? FindersAccessibility { get; init; }

    /// <summary>The static class of the finders.</summary>
    public required string FindersClass { get; init; }

    /// <summary>A hash of what decides the documents, but for the events' shapes, which the runtime adds.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The full names of the entities whose events are handled.</summary>
    public required EquatableArray<string> Entities { get; init; }

    public required EquatableArray<EventHandlerModel> Handlers { get; init; }

    public required EquatableArray<KeyOfModel> KeyOfs { get; init; }

    /// <summary>The type of the keys.</summary>
    public required FieldTypeModel KeyType { get; init; }

    /// <summary>The member that holds the key, as an identifier in source; null if there is none.</summary>
    public required string? KeyMember { get; init; }

    /// <summary>What is stored of a document beside its key.</summary>
    public required EquatableArray<FieldModel> Members { get; init; }

    public required EquatableArray<IndexModel> Indexes { get; init; }

    /// <summary>The types of the user's that key and members refer to, each once.</summary>
    public required EquatableArray<PayloadTypeModel> PayloadTypes { get; init; }

    /// <summary>Whether all keys are ids of entities.</summary>
    public bool IsByEntity => Handlers.All(static handler => handler.Routing == EventRoutings.Entity);
}
