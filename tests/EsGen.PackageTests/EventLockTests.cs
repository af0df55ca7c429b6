using Xunit;

namespace EsGen.PackageTests;

/// <summary>The lock as a build server and a terminal have it: no lock passes the gate until it is there and has every event.</summary>
public class EventLockTests(SharedPackages shared) : IClassFixture<SharedPackages>
{
    private const string Gate = "-p:EsGenRequireEventLock=true";

    private const string Lock = """
        # The shape of every event that may be stored. Commit this file with the code, and change it by EsGen's code fixes.
        # https://github.com/esgen/esgen/blob/main/docs/schema.md

        entity Ticket
          event Opened creates
            version 1 ed354a24
              title: string
          event Renamed
            version 1 ed354a24
              title: string

        """;

    [Fact]
    public async Task A_gate_holds_until_the_terminal_has_accepted_the_events()
    {
        ConsumerProject project = shared.Packages.Consumers.Write("Locked/Tickets", ConsumerProject.Library, "Ticket.cs");

        Assert.NotEqual(0, (await project.BuildAsync(Gate)).ExitCode);
        Assert.Equal([("ESG039", "error")], Reports(project));

        // An empty file is enough to begin with.
        project.EventLock = "";
        Assert.NotEqual(0, (await project.BuildAsync(Gate)).ExitCode);
        Assert.Equal([("ESG030", "error"), ("ESG030", "error")], Reports(project));

        (await project.FormatAsync("--diagnostics", "ESG030")).AssertSucceeded();
        Assert.Equal(Lock.ReplaceLineEndings("\n"), project.EventLock);
        (await project.BuildAsync(Gate)).AssertSucceeded();
        Assert.Empty(Reports(project));

        project.Edit("Ticket.cs", "Ticket(string title);", "Ticket(string title, string? reporter = null);\n    public string? Reporter { get; private set; }");
        Assert.NotEqual(0, (await project.BuildAsync(Gate)).ExitCode);
        Assert.Equal([("ESG031", "error")], Reports(project));

        // Somebody has to look at a change of what is stored: the terminal leaves it.
        await project.FormatAsync("--diagnostics", "ESG031");
        Assert.Equal(Lock.ReplaceLineEndings("\n"), project.EventLock);

        // To take the version out of the lock says that it was looked at.
        project.EventLock = project.EventLock.Replace("  event Opened creates\n    version 1 ed354a24\n      title: string\n", "", StringComparison.Ordinal);
        (await project.FormatAsync("--diagnostics", "ESG030")).AssertSucceeded();
        Assert.Contains("      reporter: string? = null\n", project.EventLock, StringComparison.Ordinal);
        (await project.BuildAsync(Gate)).AssertSucceeded();

        // Nothing else has changed, so that the compiler would have nothing to do.
        project.EventLock = null;
        Assert.NotEqual(0, (await project.BuildAsync(Gate)).ExitCode);
        Assert.Equal([("ESG039", "error")], Reports(project));
    }

    [Fact]
    public async Task No_lock_is_a_warning_in_a_strict_project_unless_the_project_names_it()
    {
        string strict = ConsumerProject.Library.Replace("<Nullable>enable</Nullable>", """
            <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <WarningsNotAsErrors>CS0618</WarningsNotAsErrors>
            """, StringComparison.Ordinal);
        ConsumerProject project = shared.Packages.Consumers.Write("Strict/Tickets", strict, "Ticket.cs");
        (await project.BuildAsync()).AssertSucceeded();
        Assert.Equal([("ESG039", "warning")], Reports(project));

        Assert.NotEqual(0, (await project.BuildAsync("--no-incremental", "-p:WarningsAsErrors=CS0618%3BESG039")).ExitCode);
        Assert.Equal([("ESG039", "error")], Reports(project));
    }

    [Fact]
    public async Task A_line_that_can_t_be_read_is_said_before_what_doesn_t_compile_without_it()
    {
        ConsumerProject project = shared.Packages.Consumers.Write("Broken/Tickets", ConsumerProject.Library, "Ticket.cs");
        project.EventLock = Lock + "  event Closed retired\n    version 1 ed354a24\n      title string\n";
        project.Edit("Ticket.cs", "Ticket(string title);", "Ticket(string title);\n\n    private partial void When(Closed old) { }");
        Assert.NotEqual(0, (await project.BuildAsync()).ExitCode);
        Assert.Equal("ESG036", Assert.Single(project.Diagnostics).Id);

        // With nothing else in the way the analyzer says it, too.
        project.Edit("Ticket.cs", "    private partial void When(Closed old) { }", "");
        Assert.NotEqual(0, (await project.BuildAsync()).ExitCode);
        Assert.Equal([("ESG036", "error")], Reports(project));

        project.EventLock = Lock.Replace("      title: string\n", "      title: string?\n", StringComparison.Ordinal);
        Assert.NotEqual(0, (await project.BuildAsync()).ExitCode);
        Assert.Equal([("ESG038", "error"), ("ESG038", "error")], Reports(project));
    }

    [Fact]
    public async Task One_call_says_whether_all_of_the_lock_is_read()
    {
        ConsumerProject project = shared.Packages.Consumers.Write(
            "Verified/Tickets",
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="EsGen" Version="$(EsGenVersion)" />
                <PackageReference Include="EsGen.Testing" Version="$(EsGenVersion)" />
              </ItemGroup>
            </Project>
            """,
            "Ticket.cs",
            "VerifyHistory.cs");
        project.EventLock = Lock;
        (await project.BuildAsync(Gate)).AssertSucceeded();
        Assert.Contains("all of it is read", (await project.RunAsync()).AssertSucceeded().Output, StringComparison.Ordinal);

        project.EventLock = Lock.Replace("event Renamed", "event Retitled", StringComparison.Ordinal);
        Assert.Contains("Retitled version 1: UnknownTopicException: ", (await project.RunAsync()).AssertSucceeded().Output, StringComparison.Ordinal);
    }

    private static (string Id, string Level)[] Reports(ConsumerProject project) =>
        [.. project.Diagnostics.Where(static d => d.Id.StartsWith("ESG", StringComparison.Ordinal)).Select(static d => (d.Id, d.Level))];
}
