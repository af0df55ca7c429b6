using System.Reflection;

namespace EsGen.PackageTests;

/// <summary>What the build of this test project knows of the place it was built in.</summary>
internal static class Checkout
{
    public static string Root => Metadata("RepositoryRoot");

    /// <summary>The machine's package folder.</summary>
    public static string RestoredPackages => Metadata("RestoredPackages");

    private static string Metadata(string key) =>
        typeof(Checkout).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
