using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Symbols;

/// <summary>
/// The code of a class that some of its members reach, found by names alone: the generator asks for it at every edit, and binding would
/// cost more than all the rest. What only has the name of something that is reached counts as reached, too.
/// </summary>
internal sealed class ReachedSyntax
{
    private readonly Dictionary<string, List<SyntaxNode>> _members = new(StringComparer.Ordinal);
    private readonly HashSet<SyntaxNode> _reached = [];
    private readonly Queue<SyntaxNode> _open = new();
    private readonly List<SyntaxNode> _nameless = [];

    /// <param name="parts">The user's declarations of the class.</param>
    public ReachedSyntax(IEnumerable<TypeDeclarationSyntax> parts)
    {
        foreach (MemberDeclarationSyntax member in parts.SelectMany(static part => part.Members))
        {
            switch (member)
            {
                case BaseFieldDeclarationSyntax fields:
                    foreach (VariableDeclaratorSyntax variable in fields.Declaration.Variables)
                    {
                        Add(variable.Identifier.ValueText, variable);
                    }

                    break;
                case OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax or IndexerDeclarationSyntax:
                    _nameless.Add(member);
                    break;
                case ConstructorDeclarationSyntax constructor:
                    // Instances are made by the generated constructor on a replay; what is static is made before.
                    if (constructor.Modifiers.Any(SyntaxKind.StaticKeyword))
                    {
                        Reach(constructor);
                    }

                    break;
                default:
                    Add(
                        DeclaredName.Of(member) is { RawKind: (int)SyntaxKind.IdentifierToken } name ? name.AsToken().ValueText : "",
                        member);
                    break;
            }
        }
    }

    /// <summary>The initializers and code of a member, and all that it reaches.</summary>
    public void Reach(string member)
    {
        if (_members.TryGetValue(member, out List<SyntaxNode>? declarations))
        {
            declarations.ForEach(Reach);
        }
    }

    /// <summary>What was reached, as text without trivia, attributes and modifiers, in an order of its own.</summary>
    public IEnumerable<string> GetTexts()
    {
        List<string> texts = FollowAll();
        texts.Sort(StringComparer.Ordinal);
        return texts;
    }

    /// <summary>The declarations that were reached.</summary>
    public IReadOnlyCollection<SyntaxNode> GetDeclarations()
    {
        FollowAll();
        return _reached;
    }

    private List<string> FollowAll()
    {
        List<string> texts = [];
        while (_open.Count > 0)
        {
            texts.Add(Follow(_open.Dequeue()));
        }

        return texts;
    }

    private void Add(string name, SyntaxNode declaration)
    {
        if (!_members.TryGetValue(name, out List<SyntaxNode>? declarations))
        {
            _members.Add(name, declarations = []);
        }

        declarations.Add(declaration);
    }

    private void Reach(SyntaxNode declaration)
    {
        if (_reached.Add(declaration))
        {
            _open.Enqueue(declaration);
        }
    }

    private string Follow(SyntaxNode declaration)
    {
        StringBuilder text = new();
        if (declaration.Parent is VariableDeclarationSyntax fields)
        {
            Append(fields.Type);
        }

        Append(declaration);
        return text.ToString();

        void Append(SyntaxNode part)
        {
            foreach (SyntaxToken token in part.DescendantTokens(static node => node is not AttributeListSyntax))
            {
                if (IsModifier(token.Kind()))
                {
                    continue;
                }

                if (token.IsKind(SyntaxKind.IdentifierToken))
                {
                    Reach(token.ValueText);
                }
                else if (token.IsKind(SyntaxKind.ThisKeyword)
                    && token.Parent is ThisExpressionSyntax { Parent: not MemberAccessExpressionSyntax })
                {
                    ReachAll();
                }

                text.Append(token.Text).Append(' ');
            }
        }
    }

    /// <summary>Whether a word says who may use something, which doesn't change what it does.</summary>
    private static bool IsModifier(SyntaxKind kind) => kind is SyntaxKind.PublicKeyword
        or SyntaxKind.PrivateKeyword
        or SyntaxKind.ProtectedKeyword
        or SyntaxKind.InternalKeyword
        or SyntaxKind.PartialKeyword or SyntaxKind.SealedKeyword or SyntaxKind.ReadOnlyKeyword;

    /// <summary>Whoever gets the instance itself may call anything.</summary>
    private void ReachAll()
    {
        foreach (SyntaxNode declaration in _members.Values.SelectMany(static declarations => declarations).Concat(_nameless))
        {
            Reach(declaration);
        }
    }
}
