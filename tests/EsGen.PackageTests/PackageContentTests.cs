using Xunit;

namespace EsGen.PackageTests;

public class PackageContentTests(SharedPackages shared) : IClassFixture<SharedPackages>
{
    [Fact]
    public void Packing_gives_no_warning() =>
        Assert.DoesNotContain("warning", shared.Packages.PackOutput, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void EsGen_carries_the_runtime_the_analyzers_and_the_readme_and_nothing_else() =>
        Assert.Equal(
            [
                "README.md",
                "analyzers/dotnet/cs/EsGen.CodeFixes.dll",
                "analyzers/dotnet/cs/EsGen.Generators.dll",
                "build/EsGen.props",
                "build/EsGen.targets",
                "buildTransitive/EsGen.props",
                "buildTransitive/EsGen.targets",
                "lib/net10.0/EsGen.dll",
                "lib/net10.0/EsGen.xml",
            ],
            shared.Packages.Open("EsGen").Files);

    [Fact]
    public void The_store_carries_its_runtime_and_the_readme_and_nothing_else() =>
        Assert.Equal(
            ["README.md", "lib/net10.0/EsGen.LiteDB.dll", "lib/net10.0/EsGen.LiteDB.xml"],
            shared.Packages.Open("EsGen.LiteDB").Files);

    [Fact]
    public void The_store_in_a_server_carries_its_runtime_and_lets_all_of_EsGen_through()
    {
        Package package = shared.Packages.Open("EsGen.PostgreSql");

        Assert.Equal(["README.md", "lib/net10.0/EsGen.PostgreSql.dll", "lib/net10.0/EsGen.PostgreSql.xml"], package.Files);
        Assert.Equal(
            [
                new PackageDependency("EsGen", shared.Packages.Version, Include: "All", Exclude: null),
                new PackageDependency("Npgsql", "10.0.3", Include: null, Exclude: "Build,Analyzers"),
            ],
            package.Dependencies);
    }

    [Fact]
    public void The_package_of_the_page_needs_the_very_version_that_it_was_built_with()
    {
        Package package = shared.Packages.Open("EsGen.AspNetCore");

        Assert.Equal(["README.md", "lib/net10.0/EsGen.AspNetCore.dll", "lib/net10.0/EsGen.AspNetCore.xml"], package.Files);
        Assert.Equal([new PackageDependency("EsGen", $"[{shared.Packages.Version}]", Include: "All", Exclude: null)], package.Dependencies);
    }

    [Fact]
    public void The_package_for_hosts_carries_its_runtime_and_depends_on_contracts_only()
    {
        Package package = shared.Packages.Open("EsGen.Hosting");

        Assert.Equal(["README.md", "lib/net10.0/EsGen.Hosting.dll", "lib/net10.0/EsGen.Hosting.xml"], package.Files);
        Assert.Equal(
            [
                "EsGen", "Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.Extensions.Hosting.Abstractions",
                "Microsoft.Extensions.Options.ConfigurationExtensions",
            ],
            package.Dependencies.Select(dependency => dependency.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_package_for_tests_carries_what_reads_the_lock_and_depends_on_EsGen_only()
    {
        Package package = shared.Packages.Open("EsGen.Testing");

        Assert.Equal(["README.md", "lib/net10.0/EsGen.Schema.dll", "lib/net10.0/EsGen.Testing.dll", "lib/net10.0/EsGen.Testing.xml"], package.Files);
        Assert.Equal(["EsGen"], package.Dependencies.Select(dependency => dependency.Id));
    }

    [Fact]
    public void The_package_for_authors_of_stores_depends_on_EsGen_and_xunit_only()
    {
        Package package = shared.Packages.Open("EsGen.Testing.Stores");

        Assert.Equal(["README.md", "lib/net10.0/EsGen.Testing.Stores.dll", "lib/net10.0/EsGen.Testing.Stores.xml"], package.Files);
        Assert.Equal(["EsGen", "xunit.assert", "xunit.core"], package.Dependencies.Select(dependency => dependency.Id));
    }

    [Fact]
    public void EsGen_depends_on_the_contract_of_loggers_only() =>
        Assert.Equal(["Microsoft.Extensions.Logging.Abstractions"], shared.Packages.Open("EsGen").Dependencies.Select(dependency => dependency.Id));

    [Fact]
    public void The_store_lets_all_of_EsGen_through_and_depends_on_the_one_LiteDB_it_was_tested_with() =>
        Assert.Equal(
            [
                new PackageDependency("EsGen", shared.Packages.Version, Include: "All", Exclude: null),
                new PackageDependency("K4os.Compression.LZ4", "[1.3.8]", Include: null, Exclude: "Build,Analyzers"),
                new PackageDependency("LiteDB", "[5.0.20]", Include: null, Exclude: "Build,Analyzers"),
            ],
            shared.Packages.Open("EsGen.LiteDB").Dependencies);

    [Theory]
    [InlineData("EsGen")]
    [InlineData("EsGen.LiteDB")]
    [InlineData("EsGen.PostgreSql")]
    [InlineData("EsGen.Hosting")]
    [InlineData("EsGen.AspNetCore")]
    [InlineData("EsGen.Testing")]
    [InlineData("EsGen.Testing.Stores")]
    public void A_package_says_what_it_is_and_under_which_licence(string id)
    {
        Package package = shared.Packages.Open(id);

        Assert.Equal(id, package.Element("id").Value);
        Assert.Equal(shared.Packages.Version, package.Element("version").Value);
        Assert.Equal("MIT", package.Element("license").Value);
        Assert.Equal("expression", package.Element("license").Attribute("type")?.Value);
        Assert.Equal("README.md", package.Element("readme").Value);
        Assert.NotEqual("Package Description", package.Element("description").Value);
        Assert.Contains("event-sourcing", package.Element("tags").Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EsGen")]
    [InlineData("EsGen.LiteDB")]
    [InlineData("EsGen.PostgreSql")]
    [InlineData("EsGen.Hosting")]
    [InlineData("EsGen.AspNetCore")]
    [InlineData("EsGen.Testing")]
    [InlineData("EsGen.Testing.Stores")]
    public void A_package_has_its_symbols_beside_it(string id) =>
        Assert.Equal([$"lib/net10.0/{id}.pdb"], shared.Packages.Open(id, "snupkg").Files);
}
