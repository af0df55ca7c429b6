using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Tests.Layers;

/// <summary>Reads from the sources of a project which of its files know which: by the types they name, use members of, or import.</summary>
internal static class TypeReferences
{
    // As a project has them that doesn't switch them off.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.CSharp14);

    /// <param name="project">The folder of the project, from the repository's on.</param>
    /// <param name="others">Folders of other sources that it is compiled with.</param>
    public static IReadOnlyList<TypeReference> Of(string project, params string[] others)
    {
        string root = Path.Combine(Repository.Root, project) + Path.DirectorySeparatorChar;
        SyntaxTree[] own = [.. RepositoryFiles.Find(project).Select(Parse)];
        CSharpCompilation compilation = CSharpCompilation.Create(
            Path.GetFileName(project),
            [.. own, .. others.SelectMany(RepositoryFiles.Find).Select(Parse), CSharpSyntaxTree.ParseText(GetGlobalUsings(), s_options)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => !Path.GetFileName(path).StartsWith(Path.GetFileName(project) + ".", StringComparison.Ordinal))
                .Select(static path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return [.. own.AsParallel().AsOrdered().SelectMany(Read)];

        IEnumerable<TypeReference> Read(SyntaxTree tree)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            string from = GetName(tree);
            foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                ISymbol? symbol = model.GetSymbolInfo(name).Symbol;
                INamespaceOrTypeSymbol? named = symbol switch
                {
                    INamespaceSymbol space => name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is null ? null : space,
                    INamedTypeSymbol type => type,
                    _ => symbol?.ContainingType,
                };
                foreach (string to in GetFiles(named).Where(to => to != from))
                {
                    yield return new TypeReference(from, tree.GetLineSpan(name.Span).StartLinePosition.Line + 1, to, named!.Name);
                }
            }
        }

        // Of a partial type all files; of a namespace one, which tells its folder.
        IEnumerable<string> GetFiles(INamespaceOrTypeSymbol? named) => named switch
        {
            INamedTypeSymbol type => GetDeclarations(type.OriginalDefinition),
            INamespaceSymbol space => space.GetTypeMembers().Take(1).SelectMany(GetDeclarations),
            _ => [],
        };

        IEnumerable<string> GetDeclarations(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
            .Select(static declaration => declaration.SyntaxTree)
            .Where(tree => tree.FilePath.StartsWith(root, StringComparison.Ordinal))
            .Select(GetName)
            .Distinct();

        string GetName(SyntaxTree tree) => tree.FilePath[root.Length..].Replace('\\', '/');
    }

    /// <summary>Those of the SDK and those of the generator's folders, so that what a file names is found.</summary>
    private static string GetGlobalUsings() => string.Join(
        "\n",
        XDocument.Load(Path.Combine(Repository.Root, "Generators", "Folders.props")).Descendants("Using")
            .Select(static folder => $"global using {folder.Attribute("Include")!.Value};")
            .Prepend(ImplicitUsings));

    private static SyntaxTree Parse(string file) => CSharpSyntaxTree.ParseText(File.ReadAllText(file), s_options, file);
}
