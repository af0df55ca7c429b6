using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Pipelines;

/// <summary>Writes the generated half of every read model, each from its own model.</summary>
internal static class ReadModelPipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ReadModelModel> readModels = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                AttributeNames.ReadModel,
                predicate: static (node, _) => node is ClassDeclarationSyntax,
                transform: static (target, cancellationToken) => target.TargetSymbol is INamedTypeSymbol { IsFileLocal: false } type
                    ? ReadModelParser.Parse(type, target.SemanticModel.Compilation, report: null, cancellationToken)
                    : null)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.ReadModels);

        // Hint names are compared without regard to case, type names with it.
        IncrementalValueProvider<EquatableArray<string>> collisions = readModels
            .Select(static (model, _) => model.Type.HintName)
            .Collect()
            .Select(static (names, _) => GeneratedSources.FindCollisions(names))
            .WithTrackingName(TrackingNames.ReadModelCollisions);
        context.RegisterSourceOutput(readModels.Combine(collisions), static (output, pair) => Emit(output, pair.Left, GeneratedSources.GetHintName(pair.Left.Type, pair.Right)));
    }

    private static void Emit(SourceProductionContext output, ReadModelModel model, string name)
    {
        if (!model.IsSupported)
        {
            return;
        }

        GeneratedSources.Add(output, name, "ReadModel", ReadModelEmitter.Emit(model));
        if (FindersEmitter.Emit(model) is { } finders)
        {
            GeneratedSources.Add(output, name, "Finders", finders);
        }
    }
}
