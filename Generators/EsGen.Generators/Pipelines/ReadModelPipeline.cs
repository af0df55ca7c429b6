using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Pipelines;

/// <summary>Writes the generated half of every read model, and what reads its documents.</summary>
internal static class ReadModelPipeline
{
    public static IncrementalValuesProvider<ReadModelModel> Register(
        IncrementalGeneratorInitializationContext context) => ClassPipeline.Register(
        context,
        AttributeNames.ReadModel,
        TrackingNames.ReadModels,
        TrackingNames.ReadModelCollisions,
        static (type, compilation, cancellationToken) => ReadModelParser.Parse(type, compilation, report: null, cancellationToken),
        Emit);

    private static void Emit(SourceProductionContext output, ReadModelModel model, string name)
    {
        GeneratedSources.Add(output, name, "ReadModel", ReadModelEmitter.Emit(model));
        if (FindersEmitter.Emit(model) is { } finders)
        {
            GeneratedSources.Add(output, name, "Finders", finders);
        }
    }
}
