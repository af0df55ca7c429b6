using System.Globalization;

namespace EsGen.PackageTests;

/// <summary>All packages, packed once per run the way a release packs them, and a place outside the repository to use them in.</summary>
public sealed class PackedPackages
{
    private readonly string _folder = Directory.CreateTempSubdirectory("esgen-packages-").FullName;

    private PackedPackages() => Consumers = new ConsumerWorkspace(
        Path.Combine(_folder, "consumers"),
        Feed,
        Version,
        Path.Combine(_folder, "restored"));

    /// <summary>A version that no cache has seen: NuGet would serve an older package of the same version for ever.</summary>
    public string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.1.0-test.{DateTime.UtcNow.Ticks}");

    public ConsumerWorkspace Consumers { get; }

    public string PackOutput { get; private set; } = "";

    private string Feed => Path.Combine(_folder, "feed");

    /// <summary>Packs them into a folder that is removed when the process ends, if not before.</summary>
    public static async Task<PackedPackages> PackAsync()
    {
        PackedPackages packages = new();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => packages.Delete();
        await packages.PackAllAsync();
        return packages;
    }

    public void Delete()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    public Package Open(string id, string extension = "nupkg") => new(Find(id, extension));

    /// <summary>A package's file.</summary>
    public string Find(string id, string extension = "nupkg") => Path.Combine(Feed, $"{id}.{Version}.{extension}");

    private async Task PackAllAsync()
    {
        // The lock files state the version of projects that reference each other, so the restore must not know of the fresh one;
        // locked mode because nothing here may write to the repository.
        (await RunAsync("restore", "EsGen.LiteDB", "-p:RestoreLockedMode=true")).AssertSucceeded();
        (await RunAsync("restore", "EsGen.PostgreSql", "-p:RestoreLockedMode=true")).AssertSucceeded();
        (await RunAsync("restore", "EsGen.Hosting", "-p:RestoreLockedMode=true")).AssertSucceeded();
        (await RunAsync("restore", "EsGen.Templates", "-p:RestoreLockedMode=true")).AssertSucceeded();
        (await RunAsync("restore", "EsGen.AspNetCore", "-p:RestoreLockedMode=true")).AssertSucceeded();
        (await RunAsync("restore", "EsGen.Testing", "-p:RestoreLockedMode=true")).AssertSucceeded();
        (await RunAsync("restore", "EsGen.Testing.Stores", "-p:RestoreLockedMode=true")).AssertSucceeded();

        // The store's build is EsGen's as well.
        await PackAsync("EsGen.LiteDB", "--no-restore");
        await PackAsync("EsGen.PostgreSql", "--no-restore");
        await PackAsync("EsGen.Hosting", "--no-restore");
        await PackAsync("EsGen.Templates", "--no-restore");
        await PackAsync("EsGen.AspNetCore", "--no-restore");
        await PackAsync("EsGen.Testing", "--no-restore");
        await PackAsync("EsGen.Testing.Stores", "--no-restore");
        await PackAsync("EsGen", "--no-build");
        Consumers.Prepare();
    }

    private async Task PackAsync(string name, string after)
    {
        // Analyzers have had their say about the same sources when the repository was built.
        CommandResult pack = await RunAsync("pack", name, after, "--output", Feed, $"-p:Version={Version}", "-p:RunAnalyzers=false");
        PackOutput += pack.AssertSucceeded().Output;
    }

    /// <summary>Works on the repository's sources, but with output of its own: other test projects are built and run at the same time.</summary>
    private Task<CommandResult> RunAsync(string verb, string name, params string[] options) => Dotnet.RunAsync(
        Checkout.Root,
        [verb, Path.Combine("Runtime", name, $"{name}.csproj"), "--artifacts-path", Path.Combine(_folder, "build"), .. options]);
}
