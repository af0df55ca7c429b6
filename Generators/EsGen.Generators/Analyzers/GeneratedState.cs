using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Analyzers;

/// <summary>Which members an entity's state has as data, read from the code that <see cref="StateEmitter"/> has printed.</summary>
internal sealed class GeneratedState
{
    /// <summary>The class in the generated half of an entity.</summary>
    public const string CodecName = "StateCodec";

    private readonly HashSet<string> _shown;

    private GeneratedState(HashSet<string> shown, bool isStored) => (_shown, IsStored) = (shown, isStored);

    /// <summary>Whether all of it can be stored.</summary>
    public bool IsStored { get; }

    /// <returns>The state in the generated half of an entity; null if there is none.</returns>
    public static GeneratedState? Find(INamedTypeSymbol entity, CancellationToken cancellationToken)
    {
        if (GeneratedType.Find(entity, CodecName) is not { } type
            || type.GetMembers("Show").FirstOrDefault() is not { DeclaringSyntaxReferences: [var show] })
        {
            return null;
        }

        IEnumerable<string> names = show.GetSyntax(cancellationToken)
            .DescendantNodes()
            .OfType<ImplicitObjectCreationExpressionSyntax>()
            .Select(static pair => pair.ArgumentList.Arguments[0].Expression)
            .OfType<LiteralExpressionSyntax>()
            .Select(static name => name.Token.ValueText);
        return new GeneratedState([.. names], isStored: !type.GetMembers("Restore").IsEmpty);
    }

    /// <summary>The members that another source generator has written, or a part of their types, so that no snapshot has them.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="whole">Its state in the final code.</param>
    public IEnumerable<string> FindUnseen(INamedTypeSymbol entity, StateModel whole)
    {
        // What the generator saw and can't store is reported where it is declared.
        string[] unseen =
        [
            .. whole.Members
                .Where(member => member.IsShown && !_shown.Contains(member.Field.JsonName))
                .Where(member => IsStored || member.Field.Type.Shape != FieldShape.Unsupported)
                .Select(static member => member.Name.TrimStart('@')),
        ];
        if (unseen.Length > 0 || IsStored || !whole.HasCodec)
        {
            return unseen;
        }

        // The generator took something for what can't be stored that it didn't know.
        string[] implemented =
        [
            .. entity.GetMembers()
                .OfType<IPropertySymbol>()
                .Where(static property =>
                    property is { IsStatic: false, PartialImplementationPart: not null } && !EventMember.IsAnnotated(property))
                .Select(static property => property.Name),
        ];
        return implemented.Length > 0
            ? implemented
            : whole.Members.Where(static member => HasTypes(member.Field.Type)).Select(static member => member.Name.TrimStart('@'));
    }

    /// <summary>Whether a type of the user's is in a member's type.</summary>
    private static bool HasTypes(FieldTypeModel type) =>
        type.Shape != FieldShape.Primitive && (type.Arguments.Count == 0 || type.Arguments.Any(HasTypes));
}
