using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>What a mutator arm must not use: the list in <c>BannedMembers.txt</c> and the user's own.</summary>
internal sealed class BannedMembers
{
    private const string FileName = "EsGen.BannedMembers.txt";

    private static readonly Lazy<ImmutableArray<(string Id, string? Reason)>> s_builtIn = new(ReadBuiltIn);

    private readonly Dictionary<ISymbol, string?> _reasons = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, string?> _namespaces = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ISymbol, string?> _known = new(SymbolEqualityComparer.Default);

    private BannedMembers(Compilation compilation, IEnumerable<(string Id, string? Reason)> rules)
    {
        foreach ((string id, string? reason) in rules)
        {
            if (id.StartsWith("N:", StringComparison.Ordinal))
            {
                _namespaces[id.Substring(2)] = reason;
                continue;
            }

            foreach (ISymbol symbol in Resolve(id, compilation))
            {
                _reasons[symbol] = reason;
            }
        }
    }

    /// <param name="compilation">The compilation in which the names are looked up.</param>
    /// <param name="files">The project's own files: the user's list, if there is one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static BannedMembers Create(Compilation compilation, IEnumerable<AdditionalText> files, CancellationToken cancellationToken)
    {
        IEnumerable<(string Id, string? Reason)> own = files
            .Where(static file => Path.GetFileName(file.Path).Equals(FileName, StringComparison.OrdinalIgnoreCase))
            .SelectMany(file => file.GetText(cancellationToken)?.Lines.Select(static line => line.ToString()) ?? [])
            .SelectMany(Parse);
        return new BannedMembers(compilation, s_builtIn.Value.Concat(own));
    }

    /// <summary>Why a member must not be used; null if it may.</summary>
    public string? GetReason(ISymbol member) => _known.GetOrAdd(member, FindReason);

    private string? FindReason(ISymbol member)
    {
        string? reason;
        for (ISymbol? current = member; current is not null; current = GetOverridden(current))
        {
            if (TryGetReason(current.OriginalDefinition, out reason))
            {
                return reason;
            }
        }

        for (INamespaceSymbol? space = member.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (_namespaces.TryGetValue(space.ToDisplayString(), out reason))
            {
                return reason;
            }
        }

        return null;
    }

    private static ISymbol? GetOverridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    /// <summary>Finds the rule for a member itself, else for the type that it is in, else for the types around that.</summary>
    private bool TryGetReason(ISymbol member, out string? reason)
    {
        for (ISymbol? current = member; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            if (_reasons.TryGetValue(current.OriginalDefinition, out reason))
            {
                return true;
            }
        }

        reason = null;
        return false;
    }

    private static IEnumerable<ISymbol> Resolve(string id, Compilation compilation)
    {
        if (!id.StartsWith("M:", StringComparison.Ordinal) || id.Contains('('))
        {
            return DocumentationCommentId.GetSymbolsForDeclarationId(
                id.EndsWith("()", StringComparison.Ordinal) ? id.Substring(0, id.Length - 2) : id,
                compilation);
        }

        int dot = id.LastIndexOf('.');
        return DocumentationCommentId.GetSymbolsForDeclarationId("T:" + id.Substring(2, dot - 2), compilation)
            .OfType<INamedTypeSymbol>()
            .SelectMany(type => type.GetMembers(id.Substring(dot + 1)));
    }

    private static ImmutableArray<(string Id, string? Reason)> ReadBuiltIn()
    {
        using Stream stream = typeof(BannedMembers).Assembly.GetManifestResourceStream("BannedMembers.txt");
        return [.. SourceText.From(stream).Lines.Select(static line => line.ToString()).SelectMany(Parse)];
    }

    private static IEnumerable<(string Id, string? Reason)> Parse(string line)
    {
        string text = line.Trim();
        if (text.Length == 0 || text[0] == '#')
        {
            yield break;
        }

        if (text[0] == '!')
        {
            yield return (text.Substring(1).Trim(), null);
            yield break;
        }

        int semicolon = text.IndexOf(';');
        yield return semicolon < 0
            ? (text, "the project forbids it")
            : (text.Substring(0, semicolon).Trim(), text.Substring(semicolon + 1).Trim());
    }
}
