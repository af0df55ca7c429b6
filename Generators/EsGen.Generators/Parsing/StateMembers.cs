using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>What is the state of an entity: every field and auto-property of an instance but for those with <c>[NotRecorded]</c>.</summary>
internal static class StateMembers
{
    /// <summary>Those of a class, and their types.</summary>
    public static IEnumerable<(ISymbol Member, ITypeSymbol Type)> Of(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            switch (member)
            {
                // Reported elsewhere; generated code could only add errors of its own.
                case IPropertySymbol { GetMethod: null } or IPropertySymbol { SetMethod: null } when EventMember.IsAnnotated(member):
                case not IMethodSymbol when type.GetMembers(member.Name).Length > 1:
                    break;

                // In an analyzer the field of an [Event] property is in the generated half, and in the generator nowhere yet.
                case IPropertySymbol { IsStatic: false, IsIndexer: false } property
                    when EventMember.IsAnnotated(property)
                        || (!IsGeneratedOnly(property, cancellationToken) && EntityState.IsAutoProperty(property)):
                    if (EntityState.IsRecorded(property))
                    {
                        yield return (property, property.Type);
                    }

                    break;
                case IFieldSymbol { IsStatic: false, IsConst: false, AssociatedSymbol: null } field
                    when !IsGeneratedOnly(field, cancellationToken) && EntityState.IsRecorded(field):
                    yield return (field, field.Type);
                    break;
                case IEventSymbol { IsStatic: false } e
                    when !IsGeneratedOnly(e, cancellationToken) && IsFieldLike(e, cancellationToken) && EntityState.IsRecorded(e):
                    yield return (e, e.Type);
                    break;
            }
        }
    }

    private static bool IsGeneratedOnly(
        ISymbol member,
        CancellationToken cancellationToken) => !UserCode.GetDeclarations(member, cancellationToken).Any();

    private static bool IsFieldLike(IEventSymbol e, CancellationToken cancellationToken) =>
        UserCode.GetDeclarations(e, cancellationToken).OfType<VariableDeclaratorSyntax>().Any();
}
