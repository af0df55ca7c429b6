using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>Whatever a strict project sets, and whatever a field is, generated code compiles without a warning.</summary>
public sealed class CompileCleanTests
{
    public static TheoryData<NullableContextOptions, DocumentationMode, LanguageVersion> Projects()
    {
        TheoryData<NullableContextOptions, DocumentationMode, LanguageVersion> data = [];
        foreach (NullableContextOptions nullable in new[] { NullableContextOptions.Enable, NullableContextOptions.Disable, NullableContextOptions.Annotations, NullableContextOptions.Warnings })
        {
            data.Add(nullable, DocumentationMode.Diagnose, TestedLanguage.Version);
            data.Add(nullable, DocumentationMode.None, LanguageVersion.Preview);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_kind_of_event_compiles_cleanly_in_every_kind_of_project(NullableContextOptions nullable, DocumentationMode documentation, LanguageVersion language)
    {
        CompilerSettings settings = new() { Nullable = nullable, Documentation = documentation, Language = language };
        string[] sources = [Samples.Example, Samples.Account, Samples.Order];
        Harness.RunClean(settings, nullable is NullableContextOptions.Enable or NullableContextOptions.Annotations ? sources : [.. sources.Select(WithoutAnnotations)]);
    }

    [Fact]
    public void Every_type_of_field_compiles_cleanly() => Harness.RunClean(FieldTypes.All);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_kind_of_field_compiles_cleanly_in_every_kind_of_project(NullableContextOptions nullable, DocumentationMode documentation, LanguageVersion language)
    {
        CompilerSettings settings = new() { Nullable = nullable, Documentation = documentation, Language = language };
        string source = FieldTypes.Some;
        Harness.RunClean(settings, nullable is NullableContextOptions.Enable or NullableContextOptions.Annotations ? source : WithoutAnnotations(source));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_kind_of_default_compiles_cleanly_in_every_kind_of_project(NullableContextOptions nullable, DocumentationMode documentation, LanguageVersion language)
    {
        CompilerSettings settings = new() { Nullable = nullable, Documentation = documentation, Language = language };
        string source = DefaultValues.Entity;
        Harness.RunClean(settings, nullable is NullableContextOptions.Enable or NullableContextOptions.Annotations ? source : WithoutAnnotations(source));
    }

    [Fact]
    public void A_file_without_nullable_annotations_is_fine_in_a_project_with_them() =>
        Harness.RunClean("#nullable disable\n" + WithoutAnnotations(Samples.Order), "#nullable disable annotations\n" + WithoutAnnotations(FieldTypes.Some));

    [Fact]
    public void A_hook_without_annotations_is_fine_beside_an_event_with_them_and_the_other_way_round() => Harness.RunClean(
        """
        #nullable enable
        [Entity] public partial class Post
        {
            [Event] public partial Post(string title, string? text, List<string?> tags);
            partial void GuardRenamed(string title) { }
            [Event("Retagged")] public partial void Retag(List<string?> tags);
            [Event("Fixed")] public partial void Fix(string title);
        }
        """,
        """
        #nullable disable
        public partial class Post
        {
            private string _title, _text;
            private List<string> _tags;
            private partial void WhenCreated(string title, string text, List<string> tags) { (_title, _text, _tags) = (title, text, tags); }
            [Event("Renamed")] public partial void Rename(string title);
            private partial void WhenRenamed(string title) => _title = title + _text + _tags.Count;
            partial void GuardRetagged(List<string> tags) { }
            private partial void WhenRetagged(List<string> tags) => _tags = tags;
            private partial void WhenFixed(string title) => _title = title;
        }
        """);

    [Fact]
    public void A_null_default_of_a_parameter_that_is_not_nullable_is_repeated_quietly() => Harness.RunClean("""
        [Entity] public partial class Post
        {
            [Event] public partial Post(string title = null!, int[] numbers = null!);
            public string Title { get; private set; }
            public int[] Numbers { get; private set; }
        }
        """);

    // In a context without annotations, T? of a reference type is a warning of its own (CS8632).
    private static string WithoutAnnotations(string source) =>
        System.Text.RegularExpressions.Regex.Replace(source, @"(?<=string|Uri|Money|\]|(?:List|Set|Dictionary)<[^<>]*(?:<[^<>]*>[^<>]*)?>)\?", "");
}
