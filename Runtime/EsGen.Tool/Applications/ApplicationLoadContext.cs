using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace EsGen.Tool.Applications;

/// <summary>
/// Loads an application beside the tool: EsGen is the tool's own, so that both speak of the same types; everything else is the
/// application's.
/// </summary>
internal sealed class ApplicationLoadContext(string path) : AssemblyLoadContext("application")
{
    private const string EsGenName = "EsGen";

    // What EsGen has in its public surface.
    private static readonly string[] s_shared = [EsGenName, "Microsoft.Extensions.Logging.Abstractions"];

    private readonly AssemblyDependencyResolver _resolver = new(path);

    /// <summary>The application, and those of the assemblies that it refers to that use EsGen as well.</summary>
    public IReadOnlyList<Assembly> FindUsersOfEsGen(Assembly application)
    {
        List<Assembly> users = [];
        HashSet<string> seen = [.. s_shared, application.GetName().Name!];
        Queue<Assembly> open = new([application]);
        while (open.TryDequeue(out Assembly? assembly))
        {
            foreach (AssemblyName reference in assembly.GetReferencedAssemblies())
            {
                if (reference.Name == EsGenName)
                {
                    ThrowIfNewer(assembly, reference);
                    users.Add(assembly);
                }
                else if (seen.Add(reference.Name!) && _resolver.ResolveAssemblyToPath(reference) is { } file)
                {
                    open.Enqueue(LoadFromAssemblyPath(file));
                }
            }
        }

        return users;
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (s_shared.Contains(assemblyName.Name))
        {
            return null;
        }

        return (_resolver.ResolveAssemblyToPath(assemblyName) ?? FindInOtherFramework(assemblyName)) is { } file
            ? LoadFromAssemblyPath(file) : null;
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } file ? LoadUnmanagedDllFromPath(file) : IntPtr.Zero;

    private static void ThrowIfNewer(Assembly assembly, AssemblyName reference)
    {
        Version own = typeof(SequencedItem).Assembly.GetName().Version!;
        if (reference.Version > own)
        {
            throw ToolException.Impossible(
                $"{assembly.GetName().Name} was built against EsGen {reference.Version}; this tool has {own}. Update the tool: dotnet "
                + "tool update EsGen.Tool.");
        }
    }

    /// <summary>An assembly of ASP.NET Core, which the tool itself doesn't run on.</summary>
    private static string? FindInOtherFramework(AssemblyName assemblyName)
    {
        DirectoryInfo own = new(RuntimeEnvironment.GetRuntimeDirectory());
        DirectoryInfo web = new(Path.Combine(own.Parent?.Parent?.FullName ?? own.FullName, "Microsoft.AspNetCore.App"));
        if (File.Exists(Path.Combine(own.FullName, assemblyName.Name + ".dll")) || !web.Exists)
        {
            return null;
        }

        return web.EnumerateDirectories()
            .Where(
                version => Version.TryParse(version.Name.Split('-')[0], out Version? number) && number.Major == Environment.Version.Major)
            .OrderByDescending(static version => Version.Parse(version.Name.Split('-')[0]))
            .Select(version => Path.Combine(version.FullName, assemblyName.Name + ".dll"))
            .FirstOrDefault(File.Exists);
    }
}
