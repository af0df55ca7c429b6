using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Analyzers;

/// <summary>
/// Finds the events that could not be generated because the generator didn't know a type of theirs, though the code has it: one that a
/// generator writes, this one included. What is there instead compiles, and throws.
/// </summary>
internal static class UnseenTypes
{
    /// <summary>What is to be reported, and the member or record that makes the event.</summary>
    public static IEnumerable<(ISymbol Member, Diagnostic Report)> Find(INamedTypeSymbol entity, EntityModel model)
    {
        if (!model.IsSupported || entity.GetTypeMembers("Codec") is not [var codec] || !codec.DeclaringSyntaxReferences.All(IsGenerated))
        {
            yield break;
        }

        foreach ((ISymbol member, AttributeData _) in EventMember.GetAll(entity))
        {
            if (FindEvent(model, member) is { } e && e.Fields.Any(static field => MayBeUnseen(field.Type)) && !IsWritten(codec, e))
            {
                ISymbol[] fields = [.. EventFields.Of(member)];
                ISymbol at = fields.FirstOrDefault(static field => FindGenerated(GetFieldType(field)) is not null)
                    ?? fields.First(field => MayBeUnseen(e.Fields[Array.IndexOf(fields, field)].Type));
                yield return (
                    member,
                    Diagnostic.Create(
                        DiagnosticDescriptors.UnsupportedFieldType,
                        DeclaredName.FindLocation(at, CancellationToken.None),
                        at.Name,
                        GetReason(GetFieldType(at))));
            }
        }
    }

    /// <summary>The event that a member makes; null if there is something against it, which is reported.</summary>
    private static EventModel? FindEvent(EntityModel model, ISymbol member)
    {
        string? name = EventMember.GetEventName(member);
        return model.Events.FirstOrDefault(e =>
            (member is INamedTypeSymbol record
                ? e.Origin == EventOrigin.Record && e.MethodSuffix == record.Name
                : e.Origin != EventOrigin.Record && e.EventName == name)
            && e.Fields.All(static field => field.Type.Shape != FieldShape.Unsupported));
    }

    private static bool MayBeUnseen(FieldTypeModel type) =>
        type.Shape is not FieldShape.Primitive && (type.Arguments.Count == 0 || type.Arguments.Any(MayBeUnseen));

    /// <summary>Whether the codec can write an event.</summary>
    private static bool IsWritten(INamedTypeSymbol codec, EventModel e) =>
        codec.GetMembers("Encode" + e.MethodSuffix) is [IMethodSymbol { DeclaringSyntaxReferences: [var reference, ..] }, ..]
        && reference.GetSyntax() is not MethodDeclarationSyntax { Body.Statements: [ThrowStatementSyntax, ..] };

    private static string GetReason(ITypeSymbol type) => FindGenerated(type) is { } generated
        ? $"{Describe(generated)} is {DescribeOrigin(generated)} after it has read the declarations; "
            + "take the values that you need as parameters, or declare a record of your own for them."
        : $"{Describe(type)}, or a part of it, is written by a source generator, and a generator doesn't see what another one writes; "
            + "write it yourself, or take the values that are in it.";

    private static string DescribeOrigin(INamedTypeSymbol generated) =>
        generated is { ContainingType: { } other, BaseType.Name: "Event" } && EventSourcedType.GetAttribute(other) is not null
            ? $"an event of '{other.Name}', whose record EsGen writes"
            : "itself written by EsGen,";

    /// <summary>The type of ours that a type is, or has as an argument.</summary>
    private static INamedTypeSymbol? FindGenerated(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => FindGenerated(array.ElementType),
        INamedTypeSymbol { DeclaringSyntaxReferences.Length: > 0 } named when named.DeclaringSyntaxReferences.All(IsGenerated) => named,
        INamedTypeSymbol named => named.TypeArguments.Select(FindGenerated).FirstOrDefault(static found => found is not null),
        _ => null,
    };

    private static bool IsGenerated(SyntaxReference reference) => UserCode.IsGenerated(reference.SyntaxTree);

    private static ITypeSymbol GetFieldType(ISymbol field) =>
        field is IParameterSymbol parameter ? parameter.Type : ((IPropertySymbol)field).Type;

    private static string Describe(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
