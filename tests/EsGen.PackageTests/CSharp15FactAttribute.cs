using Xunit;

namespace EsGen.PackageTests;

/// <summary>A test that needs an SDK whose compiler knows unions and closed classes as a preview: 10.0.400 or later.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CSharp15FactAttribute : FactAttribute
{
    public CSharp15FactAttribute()
    {
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? Environment.ProcessPath ?? "";
        DirectoryInfo sdks = new(Path.Combine(Path.GetDirectoryName(host) ?? "", "sdk"));
        if (sdks.Exists && !sdks.EnumerateDirectories("10.0.*").Any(static sdk => Version.TryParse(sdk.Name, out Version? version) && version.Build >= 400))
        {
            Skip = "Needs SDK 10.0.400 or later.";
        }
    }
}
