using EsGen.CompilerServices;

namespace EsGen;

/// <summary>A runner's work on one read model, as others in the process see it.</summary>
internal interface IReadModelTask
{
    ReadModelDescription Description { get; }

    /// <summary>Lets it find out whether its documents are still there.</summary>
    void LookAgain();

    /// <summary>Makes the documents again beside those that there are, and lets the new ones answer when they are as far.</summary>
    Task RebuildAsync(CancellationToken cancellationToken);
}
