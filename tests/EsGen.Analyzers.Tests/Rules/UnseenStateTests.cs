using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>Types of other assemblies in events: ESG070 and ESG014. Whether a library is seen as its implementation, its reference assembly or its project makes no difference.</summary>
public sealed class UnseenStateTests
{
    private static readonly CSharpParseOptions s_parseOptions = new(LanguageVersion.CSharp14);

    public enum Seen { AsImplementation, AsReferenceAssembly, AsProject }

    private static async Task<string> Build(string library, string type, string more, Seen seen)
    {
        CSharpCompilation compilation = UserBuild.Compile([CSharpSyntaxTree.ParseText("namespace Lib;\n" + library, s_parseOptions)], s_parseOptions).WithAssemblyName("Lib");
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image, options: new EmitOptions(metadataOnly: seen == Seen.AsReferenceAssembly, includePrivateMembers: seen != Seen.AsReferenceAssembly));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        string source = $$"""
            {{more}}
            [Aggregate] public partial class Order
            {
                [Event] public partial Order();
                [Event("Done")] public partial void Do({{type}} value);
                private partial void WhenDone({{type}} value) { }
            }
            """;
        MetadataReference reference = seen == Seen.AsProject ? compilation.ToMetadataReference() : MetadataReference.CreateFromImage(image.ToArray());
        UserBuild build = await UserBuild.Run([source], reference: reference);
        Assert.Empty(build.OfTheCompiler.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return string.Join('\n', build.OfTheAnalyzer.Select(static diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"));
    }

    private static readonly (string Library, string Type)[] s_unseen =
    [
        ("public sealed class Person { private readonly int _rank; public string First { get; init; } = \"\"; public bool IsSenior => _rank > 3; public Person() {} private Person(int r) => _rank = r; }", "Person"),
        ("public sealed record Person(int A) { private string? Note { get; init; } public bool HasNote => Note is not null; }", "Person"),
        ("public sealed record Person(int A) { internal string? Note { get; init; } }", "Person"),
        ("public sealed class Person { public string Name { get => field ?? \"\"; } public int A { get; init; } public Person() {} private Person(string n) => Name = n; }", "Person"),
        ("public abstract class Base { private readonly int _b; protected Base(int b) => _b = b; protected Base() {} } public sealed class Person : Base { public int A { get; init; } }", "Person"),
        ("public sealed record Person<T>(T A);", "Person<int>"),
    ];

    /// <summary>Every way in which a library is seen.</summary>
    public static TheoryData<Seen> Ways { get; } = [.. Enum.GetValues<Seen>()];

    /// <summary>Every library in each of them.</summary>
    public static IEnumerable<object[]> UnseenWays => from row in s_unseen from seen in Enum.GetValues<Seen>() select (object[])[row.Library, row.Type, seen];

    [Theory]
    [MemberData(nameof(UnseenWays))]
    public async Task A_class_of_another_assembly_must_be_vouched_for(string library, string type, Seen seen)
    {
        string typeOf = type.Replace("int", "", StringComparison.Ordinal);
        Assert.Equal(
            $"ESG070 'value' is stored without what {type} keeps private, which can't be seen from here: it is a class of 'Lib'; mark it with [EventPayload] there, vouch for it with [assembly: EventPayload(typeof({typeOf}))], or declare an EventFieldConverter<{type}>",
            await Build(library, "Lib." + type, "", seen));
        Assert.EndsWith($"typeof({typeOf}))], or declare an EventFieldConverter<{type}>", await Build(library, $"Lib.{type}?", "", seen), StringComparison.Ordinal);
        Assert.Equal("", await Build(library, "Lib." + type, $"[assembly: EventPayload(typeof(Lib.{typeOf}))]", seen));
        Assert.Equal("", await Build(library.Replace("public sealed", "[EventPayload] public sealed", StringComparison.Ordinal), "Lib." + type, "", seen));
        Assert.StartsWith("ESG070", await Build(library, "List<Part>", $"public sealed record Part(Lib.{type} A);", seen), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_struct_of_another_assembly_is_proved(Seen seen)
    {
        Assert.Equal("", await Build("public readonly record struct St(int A) { public string? Note { get; init; } }", "Lib.St", "", seen));
        Assert.Equal("", await Build("public readonly struct St { private readonly int _x; public int X => _x; public St(int x) => _x = x; }", "Lib.St", "", seen));
        Assert.Equal("", await Build("public readonly struct St(int x) { public int X => x; }", "Lib.St", "", seen));
        Assert.Equal(
            "ESG014 'value' can't be stored in an event: '_y' of St would be lost: nothing that is stored gives it; spread it into fields that can be stored, or declare an EventFieldConverter<St> for it with [EventFieldConverter].",
            await Build("public readonly struct St { private readonly long _y; public int X { get; } public int Y => (int)_y; public St(int x) => X = x; public St(long y) => _y = y; }", "Lib.St", "", seen));
        Assert.Equal(
            "ESG014 'value' can't be stored in an event: 'Note' of St would be lost: it can't be read and set from Order; spread it into fields that can be stored, or declare an EventFieldConverter<St> for it with [EventFieldConverter].",
            (await Build("public readonly record struct St(int A) { private int Note { get; init; } }", "Lib.St", "", seen)).Replace("it implements an interface only", "it can't be read and set from Order", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_is_given_to_a_base_of_another_assembly_is_lost_where_its_name_is_taken(Seen seen)
    {
        const string Base = "[EventPayload] public record Base { private readonly string? _note; public string? Note { get => _note; init { _note = value; } } public int Length => _note?.Length ?? 0; }";
        Assert.Equal(
            "ESG014 'value' can't be stored in an event: 'Note' of Base would be lost: another member of Derived has its name and hides it; rename one of them, or mark it with [JsonIgnore].",
            await Build(Base, "Derived", "public record Derived : Lib.Base { public new required int Note { get; init; } }", seen));
        Assert.Contains(
            "'Note' of Base would be lost: another member of Derived has its name and hides it",
            await Build("[EventPayload] public record Base { public string? Note { get; private init; } }", "Derived", "public record Derived : Lib.Base { public new required int Note { get; init; } }", seen),
            StringComparison.Ordinal);
        Assert.Equal("", await Build(Base, "Derived", "public record Derived : Lib.Base { public new required int Length { get; init; } }", seen));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_can_be_set_is_mutable_where_nobody_sees_how(Seen seen)
    {
        const string Advice = "spread it into fields that can be stored, or declare an EventFieldConverter<Mut> for it with [EventFieldConverter].";
        foreach (string declaration in (string[])
        [
            "public class Mut { private string _n = \"\"; public string Name { get => _n; set => _n = value; } }",
            "public class Mut { public string Name { get => field; set => field = value; } = \"\"; }",
            "public interface IName { string Name { set; } } public class Mut : IName { private string _n = \"\"; string IName.Name { set => _n = value; } public string Get => _n; }",
        ])
        {
            string name = declaration.Contains("IName", StringComparison.Ordinal) ? "Lib.IName.Name" : "Name";
            Assert.Equal(
                $"ESG014 'value' can't be stored in an event: '{name}' of Mut could be changed after the event was made; {Advice}",
                await Build(declaration, "Lib.Mut", "[assembly: EventPayload(typeof(Lib.Mut))]", seen));
        }

        Assert.Equal(
            $"ESG014 'value' can't be stored in an event: the parameter 'x' of its constructor has no property of that name and type, so that Mut could not be made again; {Advice}",
            await Build("public class Mut { public Mut(int x) { } }", "Lib.Mut", "", seen));
        Assert.Equal(
            $"ESG014 'value' can't be stored in an event: Mut has no members that could be stored; {Advice}",
            await Build("public class Mut { }", "Lib.Mut", "", seen));
    }
}
