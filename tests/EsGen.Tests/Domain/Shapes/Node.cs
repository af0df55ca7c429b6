namespace EsGen.Tests.Domain.Shapes;

/// <summary>A type that contains itself.</summary>
public sealed record Node(string Name, IReadOnlyList<Node> Children)
{
    public Node? Next { get; init; }
}
