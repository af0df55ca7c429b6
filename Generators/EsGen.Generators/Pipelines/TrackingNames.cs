namespace EsGen.Generators.Pipelines;

/// <summary>Names of the pipeline steps, for the incrementality tests.</summary>
internal static class TrackingNames
{
    public const string Entities = nameof(Entities);
    public const string Aggregates = nameof(Aggregates);
    public const string States = nameof(States);
    public const string Catalog = nameof(Catalog);
    public const string StrayMembers = nameof(StrayMembers);
    public const string FileLocals = nameof(FileLocals);
    public const string Locks = nameof(Locks);
    public const string Histories = nameof(Histories);
    public const string ReadModels = nameof(ReadModels);
    public const string ReadModelCollisions = nameof(ReadModelCollisions);
    public const string Policies = nameof(Policies);
    public const string PolicyCollisions = nameof(PolicyCollisions);
    public const string HintNameCollisions = nameof(HintNameCollisions);
}
