namespace EsGen.Generators.Tests.Layers;

/// <summary>The sources of the repository that the tests were built from.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] s_builtFolders = ["bin", "obj"];

    /// <summary>The C# files in a folder and below, without what a build puts there.</summary>
    /// <param name="folder">The folder, from the repository's on.</param>
    public static IEnumerable<string> Find(string folder)
    {
        DirectoryInfo found = new(Path.Combine(Repository.Root, folder));
        return Find(found).Order(StringComparer.Ordinal);

        static IEnumerable<string> Find(DirectoryInfo folder) => folder.GetFiles("*.cs").Select(static file => file.FullName)
            .Concat(folder.GetDirectories().Where(static inner => !s_builtFolders.Contains(inner.Name) && inner.Name[0] != '.').SelectMany(Find));
    }
}
