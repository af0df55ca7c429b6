using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Pipelines;

/// <summary>Writes the generated half of every class with an attribute, each from its own model.</summary>
internal static class ClassPipeline
{
    /// <param name="context">The generator's.</param>
    /// <param name="attribute">The attribute's full name.</param>
    /// <param name="models">The tracking name of the models.</param>
    /// <param name="collidingNames">The tracking name of the names that differ in casing only.</param>
    /// <param name="parse">Reads a class; null for one that is to be left alone.</param>
    /// <param name="emit">Writes the files of a model, whose names begin with a text.</param>
    /// <returns>The models.</returns>
    public static IncrementalValuesProvider<TModel> Register<TModel>(
        IncrementalGeneratorInitializationContext context,
        string attribute,
        string models,
        string collidingNames,
        Func<INamedTypeSymbol, Compilation, CancellationToken, TModel?> parse,
        Action<SourceProductionContext, TModel, string> emit)
        where TModel : class, IClassModel, IEquatable<TModel>
    {
        IncrementalValuesProvider<TModel> found = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute,
                predicate: static (node, _) => node is ClassDeclarationSyntax,
                transform: (target, cancellationToken) => target.TargetSymbol is INamedTypeSymbol { IsFileLocal: false } type
                    ? parse(type, target.SemanticModel.Compilation, cancellationToken)
                    : null)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(models);

        // Hint names are compared without regard to case, type names with it.
        IncrementalValueProvider<EquatableArray<string>> collisions = found
            .Select(static (model, _) => model.Type.HintName)
            .Collect()
            .Select(static (names, _) => GeneratedSources.FindCollisions(names))
            .WithTrackingName(collidingNames);
        context.RegisterSourceOutput(found.Combine(collisions), (output, pair) =>
        {
            if (pair.Left.IsSupported)
            {
                emit(output, pair.Left, GeneratedSources.GetHintName(pair.Left.Type, pair.Right));
            }
        });
        return found;
    }
}
