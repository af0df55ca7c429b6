using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>Compiles an entity and what a test does with it, and runs that.</summary>
internal static class Scenario
{
    /// <summary>What only the test's part of the code needs: assertions and a store.</summary>
    private static readonly MetadataReference[] s_testReferences =
    [
        MetadataReference.CreateFromFile(typeof(Assert).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(StoredItems).Assembly.Location),
    ];

    // Compilations that come from one another read the references only once.
    private static readonly CSharpCompilation s_empty = Harness.Compile().RemoveAllSyntaxTrees().AddReferences(s_testReferences);

    /// <param name="entities">The user's code, which must be clean.</param>
    /// <param name="test">Statements.</param>
    public static void Run(string entities, string test) => Run(new CompilerSettings(), [entities], test);

    public static void Run(CompilerSettings settings, string[] entities, string test)
    {
        CSharpCompilation compilation = Harness.Compile(settings, entities);
        GeneratedCode generated = Harness.Run(compilation, settings, out GeneratorDriver ran);
        Incrementality.AssertUnaffected(ran, compilation.Clone());
        SyntaxTree driver = Harness.Parse(
            settings,
            $$"""
            using Xunit;
            using EsGen.Generators.Tests;
            #pragma warning disable

            public static class TestDriver
            {
                public static async Task Run()
                {
            {{test}}
                    await Task.CompletedTask;
                }

                /// <summary>The data of the pending events, as it would be stored.</summary>
                private static string[] Data<T>(T entity)
                    where T : class, IEventSourced<T>
                {
                    IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
                    using EventSourcedApplication app = new(store);
                    app.Repository<T>().Save(entity);
                    return [.. store.Items.Select(item => System.Text.Encoding.UTF8.GetString(item.Data.Span))];
                }

                /// <summary>A stored event.</summary>
                private static SequencedItem Item(Guid id, long position, string topic, string data) =>
                    new(id, position, topic, System.Text.Encoding.UTF8.GetBytes(data)) { Timestamp = DateTimeOffset.UnixEpoch };
            }
            """,
            "TestDriver.cs");
        using MemoryStream image = new();
        EmitResult result = s_empty.WithOptions(generated.Compilation.Options).AddSyntaxTrees([.. generated.Compilation.SyntaxTrees, driver]).Emit(image);
        string[] problems = [.. result.Diagnostics.Concat(generated.GetReports()).Where(GeneratedCode.IsProblem).Select(GeneratedCode.Describe)];
        Assert.True(problems.Length == 0, string.Join('\n', problems));

        image.Position = 0;
        AssemblyLoadContext context = new(nameof(Scenario), isCollectible: true);
        try
        {
            MethodInfo run = context.LoadFromStream(image).GetType("TestDriver")!.GetMethod("Run")!;
            ((Task)run.Invoke(null, null)!).GetAwaiter().GetResult();
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
        }
        finally
        {
            context.Unload();
        }
    }
}
