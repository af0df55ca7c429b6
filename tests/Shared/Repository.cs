namespace EsGen.Tests.Shared;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("The tests run outside of the repository."),
        _ when File.Exists(Path.Combine(folder.FullName, "EsGen.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
