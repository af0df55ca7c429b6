using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EsGen.Generators;

/// <summary>Writes the generated half of every read model, each from its own model.</summary>
internal static class ReadModelPipeline
{
    private static readonly Encoding s_utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

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
            .Select(static (names, _) => EntityGenerator.FindCollisions(names))
            .WithTrackingName(TrackingNames.ReadModelCollisions);
        context.RegisterSourceOutput(readModels.Combine(collisions), static (output, pair) => Emit(output, pair.Left, EntityGenerator.GetHintName(pair.Left.Type, pair.Right)));
    }

    private static void Emit(SourceProductionContext output, ReadModelModel model, string name)
    {
        if (!model.IsSupported)
        {
            return;
        }

        output.AddSource($"{name}.ReadModel.g.cs", SourceText.From(ReadModelEmitter.Emit(model), s_utf8));
        if (FindersEmitter.Emit(model) is { } finders)
        {
            output.AddSource($"{name}.Finders.g.cs", SourceText.From(finders, s_utf8));
        }
    }
}
