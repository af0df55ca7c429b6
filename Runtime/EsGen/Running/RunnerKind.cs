namespace EsGen;

/// <summary>What a runner works on.</summary>
public enum RunnerKind
{
    /// <summary>A read model's documents.</summary>
    ReadModel,

    /// <summary>A policy.</summary>
    Policy,
}
