using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>Asserts what an edit makes the generator do again.</summary>
internal static class Incrementality
{
    /// <summary>Runs the generator before and after an edit.</summary>
    public static (GeneratorRunResult Before, GeneratorRunResult After) Run(Compilation before, Compilation after, CompilerSettings? settings = null) =>
        Run(Harness.CreateDriver(settings).RunGenerators(before), after);

    private static (GeneratorRunResult Before, GeneratorRunResult After) Run(GeneratorDriver before, Compilation after) =>
        (before.GetRunResult().Results.Single(), before.RunGenerators(after).GetRunResult().Results.Single());

    /// <summary>
    /// Asserts that an edit doesn't matter: every named step comes back cached or unchanged, every output cached, and no model holds a
    /// compiler object, which would keep a whole compilation alive.
    /// </summary>
    public static void AssertUnaffected(Compilation before, Compilation after, CompilerSettings? settings = null) =>
        AssertUnaffected(Harness.CreateDriver(settings).RunGenerators(before), after);

    /// <param name="before">The driver that ran before the edit.</param>
    /// <param name="after">The compilation after it.</param>
    /// <inheritdoc cref="AssertUnaffected(Compilation, Compilation, CompilerSettings?)"/>
    public static void AssertUnaffected(GeneratorDriver before, Compilation after)
    {
        (GeneratorRunResult first, GeneratorRunResult second) = Run(before, after);
        foreach ((string name, ImmutableArray<IncrementalGeneratorRunStep> steps) in GetNamedSteps(second))
        {
            foreach ((object value, IncrementalStepRunReason reason) in steps.SelectMany(static step => step.Outputs))
            {
                Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"The step {name} is {reason} for {value}.");
            }
        }

        foreach ((string name, ImmutableArray<IncrementalGeneratorRunStep> steps) in GetNamedSteps(first))
        {
            foreach ((object value, _) in steps.SelectMany(static step => step.Outputs))
            {
                AssertHoldsNoCompilerObject(value, name, new HashSet<object>(ReferenceEqualityComparer.Instance));
            }
        }

        Assert.All(GetOutputReasons(second), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    public static IEnumerable<IncrementalStepRunReason> GetOutputReasons(GeneratorRunResult result) =>
        result.TrackedOutputSteps.SelectMany(static step => step.Value).SelectMany(static step => step.Outputs).Select(static output => output.Reason);

    /// <summary>What became of each entity in a step: its name and the reason.</summary>
    public static (string Entity, IncrementalStepRunReason Reason)[] GetReasons(GeneratorRunResult result, string step) =>
    [
        .. result.TrackedSteps.GetValueOrDefault(step, [])
            .SelectMany(static run => run.Outputs)
            .Select(static output => (((EntityModel)output.Value).EntityName, output.Reason))
            .OrderBy(static pair => pair.EntityName, StringComparer.Ordinal),
    ];

    /// <summary>The steps that the generator names; one that found nothing to do isn't tracked, except the last, which always runs.</summary>
    private static IEnumerable<KeyValuePair<string, ImmutableArray<IncrementalGeneratorRunStep>>> GetNamedSteps(GeneratorRunResult result)
    {
        Assert.True(result.GeneratedSources.IsEmpty || result.TrackedSteps.ContainsKey(TrackingNames.HintNameCollisions));
        string[] names = [.. typeof(TrackingNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetRawConstantValue()!)];
        return result.TrackedSteps.Where(step => names.Contains(step.Key));
    }

    private static void AssertHoldsNoCompilerObject(object? value, string path, HashSet<object> visited)
    {
        if (value is null or string || value.GetType() is { IsPrimitive: true } or { IsEnum: true } || (!value.GetType().IsValueType && !visited.Add(value)))
        {
            return;
        }

        Assert.False(
            value is ISymbol or SyntaxNode or SyntaxTree or Compilation or SemanticModel or Location or AttributeData or SyntaxReference or Diagnostic,
            $"{path} holds a {value.GetType().Name}.");
        // Whatever a collection is, its fields lead to an array.
        if (value is Array items)
        {
            foreach (object? item in items)
            {
                AssertHoldsNoCompilerObject(item, path + "[]", visited);
            }
        }

        for (Type? type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                AssertHoldsNoCompilerObject(field.GetValue(value), $"{path}.{field.Name}", visited);
            }
        }
    }
}
