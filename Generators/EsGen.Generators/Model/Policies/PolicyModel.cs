namespace EsGen.Generators.Model.Policies;

/// <summary>Everything the emitter needs to know about one policy; holds no symbol, syntax or location.</summary>
internal sealed record PolicyModel : IClassModel
{
    public required TypeDeclarationModel Type { get; init; }

    /// <summary>The name under which the position is stored.</summary>
    public required string Name { get; init; }

    /// <summary>The names that it had before, the first one first.</summary>
    public required EquatableArray<string> FormerNames { get; init; }

    /// <summary>False for a kind of type that can't be a policy: nothing is generated then.</summary>
    public required bool IsSupported { get; init; }

    /// <summary>Whether it begins at what is stored after its first start.</summary>
    public required bool StartsAtEnd { get; init; }

    public required bool KeepsOrder { get; init; }

    public required int Parallelism { get; init; }

    /// <summary>The full names of the entities whose events are handled.</summary>
    public required EquatableArray<string> Entities { get; init; }

    public required EquatableArray<PolicyHandlerModel> Handlers { get; init; }
}
