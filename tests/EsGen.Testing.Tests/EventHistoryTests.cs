using EsGen.Testing.Tests.Domain;
using EsGen.Testing.Tests.History.Delivery;
using Xunit;

namespace EsGen.Testing.Tests;

/// <summary>The one call that users make: it passes where everything is read, and says what isn't.</summary>
public sealed class EventHistoryTests : IDisposable
{
    private const string Lock = "tests/EsGen.Testing.Tests/events.lock";

    private readonly string _folder = Directory.CreateTempSubdirectory("EsGen.Testing.Tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_history_with_old_versions_former_names_and_retired_events_is_read() => EventHistory.Verify<Parcel>(Lock);

    [Fact]
    public void Every_type_that_a_lock_can_hold_has_examples() =>
        EventHistory.Verify<Everything>(Lock, new Dictionary<string, string> { ["Everything.Rated"] = """{"rate":"19 %"}""" });

    [Fact]
    public void The_sample_reads_its_own_lock()
    {
        EventHistory.Verify<Sample.Account>("Sample/events.lock");
        EventHistory.Verify<Sample.Example>("Sample/events.lock");
    }

    [Fact]
    public void What_only_a_converter_can_write_needs_an_example()
    {
        EventHistoryFinding finding = Assert.Single(Fail<Everything>(Lock));
        Assert.Equal("Rated version 1: no example can be made, because what 'converted<RateConverter>' is stored as is known to its converter only; give one for 'Everything.Rated', or for the converter by its name.", finding.ToString());
    }

    [Fact]
    public void An_upcast_that_throws_or_differs_and_a_When_that_refuses_are_all_found()
    {
        EventHistoryException exception = Assert.Throws<EventHistoryException>(() => EventHistory.Verify<Broken>(Lock));
        Assert.Equal(
            """
            Not everything that may be stored of Broken can be read:
              Checked version 1: FormatException: That is no code.
                stored as Broken.Checked {"code":"text"}
              Classified version 1: InvalidOperationException: There is no grade for High.
                stored as Broken.Classified {"level":"High"}
              Numbered version 1: it comes out different when it is read again, so that its upcast depends on more than the old event.
                stored as Broken.Numbered {}
            Data that was never stored, and that the code rightly refuses, can be replaced by an example of yours for its topic.
            """.ReplaceLineEndings("\n"),
            exception.Message.ReplaceLineEndings("\n"));
        Assert.Equal("Broken", exception.Entity);
        Assert.IsType<FormatException>(exception.InnerException);
        Assert.Equal(
            [("Checked", 1, "Broken.Checked", "{\"code\":\"text\"}"), ("Classified", 1, "Broken.Classified", "{\"level\":\"High\"}"), ("Numbered", 1, "Broken.Numbered", "{}")],
            exception.Findings.Select(static finding => (finding.Event, finding.Version, finding.Topic, finding.Data)));
    }

    [Fact]
    public void An_example_takes_the_place_of_what_was_generated() => Assert.DoesNotContain(
        Fail<Broken>(Lock, new Dictionary<string, string> { ["Broken.Checked"] = """{"code":"ok"}""" }),
        static finding => finding.Event == "Checked");

    [Fact]
    public void Examples_by_type_serve_all_events_with_the_type_and_all_entities_of_the_lock()
    {
        Dictionary<string, string> examples = new() { ["RateConverter"] = "\"19 %\"", ["string"] = "\"ok\"", ["Broken.Classified"] = """{"level":"Low"}""" };
        EventHistory.Verify<Everything>(Lock, examples);
        EventHistory.Verify<Parcel>(Lock, examples);
        Assert.Equal(["Numbered"], Fail<Broken>(Lock, examples).Select(static finding => finding.Event));
    }

    [Fact]
    public void An_example_for_a_type_that_is_nowhere_in_the_lock_is_a_finding() => Assert.Equal(
        "There is an example for 'Money', but no field of this type in the lock.",
        Assert.Single(Fail<Parcel>(Lock, new Dictionary<string, string> { ["Money"] = "1" })).ToString());

    [Fact]
    public void All_entities_of_an_assembly_are_verified_at_once()
    {
        EventHistory.VerifyAll(typeof(Sample.Account).Assembly, "Sample/events.lock");
        EventHistoryException exception = Assert.Throws<EventHistoryException>(static () => EventHistory.VerifyAll(typeof(Broken).Assembly, Lock));
        Assert.Contains("Broken", exception.Entity, StringComparison.Ordinal);
        Assert.Contains(exception.Findings, static finding => finding.Event == "Rated");
        Assert.Contains(exception.Findings, static finding => finding.Event == "Checked");
    }

    [Fact]
    public void An_entity_of_the_lock_that_the_assembly_lacks_is_a_finding()
    {
        EventHistoryException exception = Assert.Throws<EventHistoryException>(static () => EventHistory.VerifyAll(typeof(Sample.Account).Assembly, Lock));
        Assert.Contains(exception.Findings, static finding => finding.Problem.EndsWith("has the entity 'Parcel', which no class of Sample is.", StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(static () => EventHistory.VerifyAll(typeof(object).Assembly, Lock));
    }

    [Fact]
    public void An_example_for_what_is_not_locked_is_a_finding() => Assert.Equal(
        "There is an example for 'Parcel.Weighed@4', but nothing of this topic in the lock.",
        Assert.Single(Fail<Parcel>(Lock, new Dictionary<string, string> { ["Parcel.Weighed@4"] = "{}" })).ToString());

    [Theory]
    [InlineData("event Weighed", "event Counted", "Counted", "UnknownTopicException")]
    [InlineData("    version 3 06df5008", "    version 3 06df5008\n      kilograms: decimal\n      scale: string\n    version 4 06df5008", "Weighed", "NewerVersionException")]
    [InlineData("      grams: int\n      scale", "      grams: string\n      scale", "Weighed", "MalformedEventException")]
    [InlineData("        Urgent", "        Late", "HandlingChanged", "MalformedEventException")]
    [InlineData("former Scanned", "former Photographed", "Passed", "UnknownTopicException")]
    [InlineData("former Package", "former Box", "Lost", "UnknownTopicException")]
    [InlineData("event Passed\n    former Scanned", "event Passed creates\n    former Scanned", "Passed", "SequenceCorruptException")]
    public void A_lock_that_names_what_the_code_cannot_read_is_found(string old, string changed, string eventName, string exception)
    {
        EventHistoryFinding[] findings = Fail<Parcel>(Write(text =>
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            return text.Replace(old, changed, StringComparison.Ordinal);
        }));
        Assert.Contains(findings, finding => finding.Event == eventName && finding.Exception?.GetType().Name == exception);
    }

    [Fact]
    public void A_lock_that_cannot_be_read_or_was_edited_is_said_with_its_line()
    {
        string path = Write(static text => text.Replace("grams: int\n      scale", "grams: long\n      scale", StringComparison.Ordinal).Replace("place: string", "place: text", StringComparison.Ordinal));
        string[] findings = [.. Fail<Parcel>(path).Select(static finding => finding.ToString())];
        Assert.Matches(@"events\.lock\(\d+\): 'text' is no type that the lock knows\.", findings[0]);
        Assert.Matches(@"events\.lock\(\d+\): version 2 of 'Parcel\.Weighed' is not as it was locked\.", findings[1]);
    }

    [Fact]
    public void An_entity_that_is_not_in_the_lock_is_a_finding()
    {
        string path = Path.Combine(_folder, "events.lock");
        File.WriteAllText(path, "entity Other\nentity Parcel retired\n");
        Assert.EndsWith("has no entity 'Broken', only 'Other', 'Parcel'. Update it by the fixes of ESG030 and ESG031.", Assert.Single(Fail<Broken>(path)).Problem, StringComparison.Ordinal);
        Assert.Contains("has 'Parcel' as retired", Assert.Single(Fail<Parcel>(path)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_without_a_beginning_is_a_finding() => Assert.Contains(
        Fail<Parcel>(Write(static text => text.Replace("event Sent creates", "event Sent", StringComparison.Ordinal))),
        static finding => finding.Problem.StartsWith("The lock has no event that creates Parcel", StringComparison.Ordinal));

    [Fact]
    public void A_relative_path_is_looked_for_from_the_output_upwards()
    {
        EventHistory.Verify<Parcel>("events.lock");
        Assert.Contains("There is no 'nowhere/events.lock' in", Assert.Throws<FileNotFoundException>(static () => EventHistory.Verify<Parcel>("nowhere/events.lock")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(static () => EventHistory.Verify<Parcel>(""));
    }

    private static EventHistoryFinding[] Fail<T>(string path, IReadOnlyDictionary<string, string>? examples = null)
        where T : class, IEventSourced<T> =>
        [.. Assert.Throws<EventHistoryException>(() => EventHistory.Verify<T>(path, examples)).Findings];

    private string Write(Func<string, string> edit)
    {
        string path = Path.Combine(_folder, "events.lock");
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "events.lock")))
        {
            folder = folder.Parent!;
        }

        File.WriteAllText(path, edit(File.ReadAllText(Path.Combine(folder.FullName, "events.lock"))));
        return path;
    }
}
