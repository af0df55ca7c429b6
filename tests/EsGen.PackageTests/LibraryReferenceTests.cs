using Xunit;

namespace EsGen.PackageTests;

public class LibraryReferenceTests(SharedPackages shared) : IClassFixture<SharedPackages>
{
    private const string Library = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="EsGen.LiteDB" Version="$(EsGenVersion)" />
          </ItemGroup>
        </Project>
        """;

    [Fact]
    public Task An_app_uses_the_entities_of_its_library_and_declares_more() => AssertAppRunsAsync("ThroughLibrary", """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <ProjectReference Include="../Library/Library.csproj" />
          </ItemGroup>
        </Project>
        """);

    [Fact]
    public Task An_app_and_its_library_may_both_reference_the_package() => AssertAppRunsAsync("BesideLibrary", """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="EsGen.LiteDB" Version="$(EsGenVersion)" />
            <ProjectReference Include="../Library/Library.csproj" />
          </ItemGroup>
        </Project>
        """);

    [Fact]
    public async Task An_app_s_read_models_handle_the_events_of_its_library()
    {
        ConsumerProject library = shared.Packages.Consumers.Write("ReadModels/Library", Library, "Example.cs", "Account.cs");
        ConsumerProject app = shared.Packages.Consumers.Write("ReadModels/App", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../Library/Library.csproj" />
              </ItemGroup>
            </Project>
            """, "Balances.cs", "QuickStartSteps.cs");

        (await app.BuildAsync()).AssertSucceeded();

        library.AssertClean();
        app.AssertClean();
        Assert.Contains("Balances.BalanceView.Finders.g.cs", app.GeneratedFiles);
        Assert.Contains("all checks held", (await app.RunAsync()).AssertSucceeded().Output, StringComparison.Ordinal);
    }

    private async Task AssertAppRunsAsync(string name, string project)
    {
        ConsumerProject library = shared.Packages.Consumers.Write($"{name}/Library", Library, "Example.cs", "Account.cs");
        ConsumerProject app = shared.Packages.Consumers.Write($"{name}/App", project, "Ticket.cs", "QuickStartSteps.cs", "TicketProgram.cs");

        (await app.BuildAsync()).AssertSucceeded();

        library.AssertClean();
        Assert.Contains("QuickStart.Example.Events.g.cs", library.GeneratedFiles);
        app.AssertClean();
        Assert.All(app.GeneratedFiles.Where(static file => file != "EsGen.Catalog.g.cs"), file => Assert.StartsWith("Tickets.Ticket.", file, StringComparison.Ordinal));
        Assert.Contains("Tickets.Ticket.Events.g.cs", app.GeneratedFiles);
        Assert.Contains("all checks held", (await app.RunAsync()).AssertSucceeded().Output, StringComparison.Ordinal);
    }
}
