namespace EsGen.Generators.Model;

/// <summary>Everything the emitters need to know about one entity; holds no symbol, syntax or location.</summary>
internal sealed record EntityModel
{
    public required TypeDeclarationModel Type { get; init; }

    /// <summary>False for a kind of type that can't be an entity: only its members' stubs are generated then.</summary>
    public required bool IsSupported { get; init; }

    /// <summary>
    /// Whether the compiler will demand bodies that the user still has to write, or find no type under a name that only an alias reaches,
    /// and hide in a terminal what analyzers say about that.
    /// </summary>
    public required bool CantCompile { get; init; }

    /// <summary>The name in topics.</summary>
    public required string EntityName { get; init; }

    /// <summary>The names in topics before.</summary>
    public required EquatableArray<string> FormerNames { get; init; }

    public required bool StoresEachEvent { get; init; }

    /// <summary>Whether the base of its events is a closed class, so that a <c>switch</c> over them can be exhaustive.</summary>
    public bool ClosesEvent { get; init; }

    /// <summary>Whether the class or one around it is obsolete, so that only what is obsolete may name it.</summary>
    public required bool IsObsolete { get; init; }

    /// <summary>
    /// Whether it has required members, which is an error; the constructors claim to set them, so that it is the only one.
    /// </summary>
    public required bool HasRequiredMembers { get; init; }

    /// <summary>
    /// How accessible the generated <c>Create</c> is: <c>public</c>, <c>internal</c>, <c>private</c> in the static class around the entity,
    /// or null for none.
    /// </summary>
    public required string? CreateAccessibility { get; init; }

    /// <summary>The static class of the generated <c>Create</c>.</summary>
    public required string CreateClass { get; init; }

    public required EquatableArray<EventModel> Events { get; init; }

    /// <summary>The types of the user's that the events' fields refer to, each once.</summary>
    public required EquatableArray<PayloadTypeModel> PayloadTypes { get; init; }

    /// <summary>
    /// Whether what reads and applies the events refers to what must not be used any more: old events stay in the store for ever.
    /// </summary>
    public bool HasObsoleteEvents => Events.Any(static e => e.ObsoleteMessage is not null);

    /// <summary>Implementations for members that no event can be made of.</summary>
    public required EquatableArray<StubModel> Stubs { get; init; }

    /// <summary>Declaring halves for hooks that belong to no event: without them CS0759 would hide our diagnostics.</summary>
    public required EquatableArray<string> StrayHookDeclarations { get; init; }

    /// <summary>
    /// The user's <c>When</c> methods for events that are none of the class's declarations: retired ones, if the lock knows them.
    /// </summary>
    public required EquatableArray<OldHookModel> OldHooks { get; init; }

    /// <summary>The user's <c>Upcast</c> methods.</summary>
    public required EquatableArray<UpcastModel> Upcasts { get; init; }

    /// <summary>A hash of the upcasts' code; empty without any.</summary>
    public required string UpcastCode { get; init; }

    /// <summary>The retired events that the user wants to be skipped.</summary>
    public required EquatableArray<string> IgnoredEvents { get; init; }

    /// <summary>The types that converters on the class and on the assembly are for, whether or not a field is of one.</summary>
    public required EquatableArray<FieldTypeModel> DeclaredConverters { get; init; }

    /// <summary>The versions of events that are only read; known from the lock.</summary>
    public EquatableArray<OldVersionModel> OldVersions { get; init; }

    /// <summary>
    /// The names of records that the lock asks for and that declared events or the class have; those versions are left out, which is
    /// reported.
    /// </summary>
    public EquatableArray<string> CollidingRecords { get; init; }

    /// <summary>The types in old versions that the code doesn't have any more; they are among the <see cref="PayloadTypes"/>.</summary>
    public EquatableArray<RestoredTypeModel> RestoredTypes { get; init; }

    /// <summary>The converters that old versions were written with, and the code doesn't have any more.</summary>
    public EquatableArray<MissingConverterModel> MissingConverters { get; init; }

    /// <summary>Whether an old event becomes several of today.</summary>
    public bool HasSplitEvents => OldVersions.Any(static old => old.BecomesMany);

    /// <summary>Whether a method takes a class from outside as if it were an event: what is raised then deserves an explanation.</summary>
    public required bool HandlesForeignRecords { get; init; }

    /// <summary>Generated members that the user's own stand in the way of.</summary>
    public required EquatableArray<string> TakenNames { get; init; }
}
