using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Xunit;
using Xunit.Abstractions;

namespace EsGen.Generators.Tests;

/// <summary>
/// The promise about types inside events: what the build accepts comes back, field by field, private ones included. Random types, many in one
/// compilation; with ESGEN_LONG_TESTS=1 there are 5,000 that compile.
/// </summary>
public sealed class RandomPayloadTests(ITestOutputHelper output)
{
    private const int Batch = 60;
    private const string Usings = "using EsGen; using System; using System.Collections.Generic; using System.Linq; using System.Text.Json.Serialization;\n";

    private int _compiled, _refused, _stored, _storedOfLibrary;

    [Fact]
    public void What_the_build_accepts_comes_back_field_by_field()
    {
        bool isLong = Environment.GetEnvironmentVariable("ESGEN_LONG_TESTS") == "1";
        int seed = 0;
        while (_compiled < (isLong ? 5000 : 35))
        {
            Run(seed++);
        }

        output.WriteLine($"{_compiled} types of {seed * Batch} compile: {_refused} reported, {_stored} come back, {_storedOfLibrary} of these from another assembly");
        Assert.True(_stored > _compiled / 10 && _refused > _compiled / 10 && _storedOfLibrary > 0);
    }

    private void Run(int seed)
    {
        Random random = new(seed);
        RandomPayload[] types = [.. Enumerable.Range(0, Batch).Select(i => new RandomPayload(random, (seed * Batch) + i))];
        CSharpCompilation library = Keep(ref types, kept => Harness.Compile([.. kept.Select(WriteLibrary)]).WithAssemblyName("Library" + seed));
        using MemoryStream image = new(), seen = new();
        Assert.True(library.Emit(image).Success);
        bool isReferenceAssembly = random.Next(2) == 0;
        library.Emit(seen, options: new EmitOptions(metadataOnly: isReferenceAssembly, includePrivateMembers: !isReferenceAssembly));
        MetadataReference reference = MetadataReference.CreateFromImage(seen.ToArray());
        Keep(ref types, kept => Harness.Compile([.. kept.Select(WriteOwn)]).AddReferences(reference));

        CSharpCompilation compilation = Harness.Compile([.. types.Select(WriteOwn), .. types.Select(WriteEntity)]).AddReferences(reference);
        GeneratedCode generated = Harness.Run(compilation);
        using MemoryStream own = new();
        EmitResult emitted = generated.Compilation.Emit(own);
        Assert.True(emitted.Success, $"seed {seed}: " + string.Join('\n', emitted.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Take(5).Select(GeneratedCode.Describe)));

        HashSet<string> unproven = [.. library.WithAnalyzers([new EventPayloadAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .Select(static report => report.Location.SourceTree!.ToString())];
        HashSet<string> reported = [.. generated.GetReports().Where(GeneratedCode.IsProblem).Select(static report => report.Location.SourceTree!.ToString())];
        AssemblyLoadContext context = new(nameof(RandomPayloadTests), isCollectible: true);
        context.LoadFromStream(Rewind(image));
        Assembly assembly = context.LoadFromStream(Rewind(own));
        foreach (RandomPayload type in types)
        {
            _compiled++;
            if (unproven.Any(text => text == WriteLibrary(type)) || reported.Contains(WriteEntity(type)))
            {
                _refused++;
                continue;
            }

            MethodInfo reload = assembly.GetType("E" + type.Name)!.GetMethod("Reload")!;
            object value = Memory.Make(reload.GetParameters()[0].ParameterType, random, type.Unused);
            object?[] both;
            try
            {
                both = (object?[])reload.Invoke(null, [value])!;
            }
            catch (TargetInvocationException exception) when (exception.InnerException is ArgumentException { Message: var message } && message.Contains("can't be stored", StringComparison.Ordinal))
            {
                _refused++;
                continue;
            }

            Assert.True(!Memory.Compare(both[0], both[1]).Any(), $"seed {seed}: {string.Join(", ", Memory.Compare(both[0], both[1]))}\n{WriteLibrary(type)}\n{WriteOwn(type)}");
            _stored++;
            _storedOfLibrary += type.IsForeign ? 1 : 0;
        }

        context.Unload();
    }

    private static string WriteLibrary(RandomPayload type) => Usings + string.Concat(type.Library);

    private static string WriteOwn(RandomPayload type) => Usings + string.Concat(type.Own);

    private static string WriteEntity(RandomPayload type) => $$"""
        {{Usings}}[Aggregate] public partial class E{{type.Name}}
        {
            [Event] public partial E{{type.Name}}();
            public {{type.Name}}? Value { get; private set; }
            [Event("HasPut")] public partial void Put({{type.Name}} value);
            private partial void WhenHasPut({{type.Name}} value) => Value = value;

            public static object?[] Reload({{type.Name}} value)
            {
                using EventSourcedApplication app = new(InMemoryDatastore.Open());
                E{{type.Name}} live = new();
                live.Put(value);
                app.Repository<E{{type.Name}}>().Save(live);
                return [live.Value, app.Repository<E{{type.Name}}>()[live.Id].Value];
            }
        }
        """;

    /// <summary>Leaves out what doesn't compile.</summary>
    private static CSharpCompilation Keep(ref RandomPayload[] types, Func<RandomPayload[], CSharpCompilation> compile)
    {
        while (true)
        {
            CSharpCompilation compilation = compile(types);
            HashSet<string> wrong = [.. compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => d.Location.SourceTree!.FilePath)];
            if (wrong.Count == 0)
            {
                return compilation;
            }

            types = [.. types.Where((_, i) => !wrong.Contains($"Source{i}.cs"))];
        }
    }

    private static MemoryStream Rewind(MemoryStream stream)
    {
        stream.Position = 0;
        return stream;
    }
}
