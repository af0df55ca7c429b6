namespace EsGen.Generators.Tests.Layers;

/// <summary>A place where a file of a project names a type, or a namespace, that another file of it declares.</summary>
/// <param name="From">The file, from the project's folder on.</param>
/// <param name="Line">The line, from 1 on.</param>
/// <param name="To">The file that declares it.</param>
/// <param name="Name">What is named.</param>
internal sealed record TypeReference(string From, int Line, string To, string Name)
{
    /// <summary>The folder in the project that the referring file is in; empty for the project's own.</summary>
    public string FromFolder => GetTopFolder(From);

    public string ToFolder => GetTopFolder(To);

    public override string ToString() => $"{From}({Line}) knows {Name} of {To}";

    private static string GetTopFolder(string file) => file.Contains('/', StringComparison.Ordinal) ? file[..file.IndexOf('/', StringComparison.Ordinal)] : "";
}
