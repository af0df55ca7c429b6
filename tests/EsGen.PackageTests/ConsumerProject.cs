using Xunit;

namespace EsGen.PackageTests;

/// <summary>A project outside the repository that knows EsGen only as a package.</summary>
public sealed class ConsumerProject(string folder)
{
    /// <summary>A project file with nothing special.</summary>
    public const string Library = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="EsGen.LiteDB" Version="$(EsGenVersion)" />
          </ItemGroup>
        </Project>
        """;

    private readonly string _name = Path.GetFileName(folder);

    public IReadOnlyList<CompilerDiagnostic> Diagnostics => CompilerLog.Read(Path.Combine(folder, CompilerLog.FileName));

    /// <summary>Names of the files that EsGen generated into this project.</summary>
    public IReadOnlyList<string> GeneratedFiles =>
    [
        .. Directory.EnumerateFiles(Path.Combine(folder, "obj"), "*.cs", SearchOption.AllDirectories)
            .Where(file => file.Split(Path.DirectorySeparatorChar).Contains("EsGen.Generators"))
            .Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The shapes of its events, beside the project file; null without the file.</summary>
    public string? EventLock
    {
        get => File.Exists(LockFile) ? File.ReadAllText(LockFile) : null;
        set
        {
            if (value is null)
            {
                File.Delete(LockFile);
            }
            else
            {
                File.WriteAllText(LockFile, value);
            }
        }
    }

    /// <summary>What was restored once stays so: no test changes a project file.</summary>
    private string[] NoRestore => File.Exists(Path.Combine(folder, "obj", "project.assets.json")) ? ["--no-restore"] : [];

    private string LockFile => Path.Combine(folder, "events.lock");

    public Task<CommandResult> BuildAsync(params string[] options) => Dotnet.RunAsync(folder, ["build", .. NoRestore, .. options]);

    public void Edit(string file, string old, string changed)
    {
        string path = Path.Combine(folder, file);
        string text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, changed, StringComparison.Ordinal));
    }

    /// <summary>Applies the fixes of analyzers, as far as they are made for that.</summary>
    public Task<CommandResult> FormatAsync(params string[] options) => Dotnet.RunAsync(folder, ["format", "analyzers", .. NoRestore, .. options]);

    public string ReadSource(string name) => File.ReadAllText(Path.Combine(folder, name));

    public Task<CommandResult> RunAsync() => Dotnet.RunAsync(folder, Path.Combine("bin", "Debug", "net10.0", $"{_name}.dll"));

    /// <summary>Runs the tests of a project that is built, as far as their full name contains a text.</summary>
    public Task<CommandResult> TestAsync(string name) => Dotnet.RunAsync(folder, "test", "--no-build", "--filter", $"FullyQualifiedName~{name}");

    /// <summary>The compiler itself has nothing to say, and analyzers nothing about what EsGen wrote; their words on the user's code are the user's.</summary>
    public void AssertClean()
    {
        Assert.DoesNotContain(Diagnostics, diagnostic => diagnostic.Id.StartsWith("CS", StringComparison.Ordinal));
        Assert.DoesNotContain(Diagnostics, diagnostic => diagnostic.File.EndsWith(".g.cs", StringComparison.Ordinal));
    }
}
