using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Pipelines;

/// <summary>Writes the generated half of every policy, each from its own model.</summary>
internal static class PolicyPipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<PolicyModel> policies = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                AttributeNames.Policy,
                predicate: static (node, _) => node is ClassDeclarationSyntax,
                transform: static (target, cancellationToken) => target.TargetSymbol is INamedTypeSymbol { IsFileLocal: false } type
                    ? PolicyParser.Parse(type, target.SemanticModel.Compilation, report: null, cancellationToken)
                    : null)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Policies);

        // Hint names are compared without regard to case, type names with it.
        IncrementalValueProvider<EquatableArray<string>> collisions = policies
            .Select(static (model, _) => model.Type.HintName)
            .Collect()
            .Select(static (names, _) => GeneratedSources.FindCollisions(names))
            .WithTrackingName(TrackingNames.PolicyCollisions);
        context.RegisterSourceOutput(policies.Combine(collisions), static (output, pair) =>
        {
            if (pair.Left.IsSupported)
            {
                GeneratedSources.Add(output, GeneratedSources.GetHintName(pair.Left.Type, pair.Right), "Policy", PolicyEmitter.Emit(pair.Left));
            }
        });
    }
}
