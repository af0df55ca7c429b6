namespace EsGen.PackageTests;

/// <summary>A folder for projects that nothing from around it, and nothing from the network, has a say in.</summary>
public sealed class ConsumerWorkspace(string folder, string feed, string version, string restoredPackages)
{
    /// <summary>Writes what all projects here share, before the first of them.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(Checkout.Root, "global.json"), Path.Combine(folder, "global.json"));

        // The machine's package folder stands in for its sources: LiteDB is all that is wanted of them, and this very build restored it.
        WriteShared("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="{feed}" />
              </packageSources>
              <packageSourceMapping>
                <clear />
              </packageSourceMapping>
              <fallbackPackageFolders>
                <clear />
                <add key="restored" value="{Checkout.RestoredPackages}" />
              </fallbackPackageFolders>
            </configuration>
            """);
        WriteShared("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <EsGenVersion>{version}</EsGenVersion>
                <RestorePackagesPath>{restoredPackages}</RestorePackagesPath>
                <TargetFramework>net10.0</TargetFramework>
                <UseAppHost>false</UseAppHost>
                <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
                <ErrorLog>$(MSBuildProjectDirectory)/{CompilerLog.FileName},version=2.1</ErrorLog>
              </PropertyGroup>
            </Project>
            """);

        // These end the search upwards, in case the temporary folder lies inside somebody's repository.
        WriteShared("Directory.Build.targets", "<Project />");
        WriteShared("Directory.Packages.props", "<Project />");
        WriteShared(".editorconfig", "root = true");
    }

    /// <summary>Writes a project; <c>$(EsGenVersion)</c> is the version of the packages.</summary>
    /// <param name="path">Its folder, whose last part is its name.</param>
    /// <param name="project">The project file.</param>
    /// <param name="sources">What to compile: files of <c>Consumers/</c>.</param>
    public ConsumerProject Write(string path, string project, params string[] sources)
    {
        string projectFolder = Directory.CreateDirectory(Path.Combine(folder, path)).FullName;
        File.WriteAllText(Path.Combine(projectFolder, $"{Path.GetFileName(path)}.csproj"), project);
        foreach (string source in sources)
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Consumers", source), Path.Combine(projectFolder, source));
        }

        return new ConsumerProject(projectFolder);
    }

    /// <summary>An empty folder among the projects.</summary>
    public string CreateFolder(string path) => Directory.CreateDirectory(Path.Combine(folder, path)).FullName;

    private void WriteShared(string file, string text) => File.WriteAllText(Path.Combine(folder, file), text);
}
