using Xunit;

namespace EsGen.PackageTests;

/// <summary>A test that needs a C toolchain: native programs are linked with it, and no package brings one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NativeFactAttribute : FactAttribute
{
    private static readonly string[] s_linkers = ["clang", "gcc"];

    public NativeFactAttribute()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (OperatingSystem.IsWindows() || !folders.Any(folder => s_linkers.Any(linker => File.Exists(Path.Combine(folder, linker)))))
        {
            Skip = "Needs clang or gcc on the PATH.";
        }
    }
}
