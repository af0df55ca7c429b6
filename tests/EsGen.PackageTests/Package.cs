using System.IO.Compression;
using System.Xml.Linq;

namespace EsGen.PackageTests;

/// <summary>One packed file, opened to look at.</summary>
public sealed class Package
{
    private readonly XElement _metadata;

    public Package(string file)
    {
        using ZipArchive archive = ZipFile.OpenRead(file);
        Files = [.. archive.Entries.Select(entry => entry.FullName).Where(IsContent).Order(StringComparer.Ordinal)];
        using Stream nuspec = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        _metadata = XDocument.Load(nuspec).Root!.Elements().Single();
    }

    /// <summary>What the package carries, without the parts that belong to the container format.</summary>
    public IReadOnlyList<string> Files { get; }

    public IReadOnlyList<PackageDependency> Dependencies =>
    [
        .. Element("dependencies").Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => new PackageDependency(
            element.Attribute("id")!.Value,
            element.Attribute("version")!.Value,
            element.Attribute("include")?.Value,
            element.Attribute("exclude")?.Value)),
    ];

    public XElement Element(string name) => _metadata.Elements().Single(element => element.Name.LocalName == name);

    private static bool IsContent(string path) =>
        !path.EndsWith(".nuspec", StringComparison.Ordinal)
        && !path.StartsWith("_rels/", StringComparison.Ordinal)
        && !path.StartsWith("package/", StringComparison.Ordinal)
        && path != "[Content_Types].xml";
}
