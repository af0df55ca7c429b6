using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Pipelines;

/// <summary>Writes the generated half of every policy.</summary>
internal static class PolicyPipeline
{
    public static IncrementalValuesProvider<PolicyModel> Register(
        IncrementalGeneratorInitializationContext context) => ClassPipeline.Register(
        context,
        AttributeNames.Policy,
        TrackingNames.Policies,
        TrackingNames.PolicyCollisions,
        static (type, compilation, cancellationToken) => PolicyParser.Parse(type, compilation, report: null, cancellationToken),
        static (output, model, name) => GeneratedSources.Add(output, name, "Policy", PolicyEmitter.Emit(model)));
}
