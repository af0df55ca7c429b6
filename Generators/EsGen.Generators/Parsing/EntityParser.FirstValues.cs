using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>Which event properties get a value before their first change.</summary>
internal sealed partial class EntityParser
{
    private void CheckFirstValues()
    {
        // The model needs nothing of this, and the generator runs at every edit.
        if (_report is null)
        {
            return;
        }

        foreach (IPropertySymbol property in _type.GetMembers().OfType<IPropertySymbol>())
        {
            if (property is { Type.IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated }
                && _events.FirstOrDefault(e =>
                    e is { Origin: EventOrigin.Property, Member: { } member }
                        && member.Arguments[0] == CSharpName.Escape(property.Name)) is { } change
                && GetUserDeclarations<PropertyDeclarationSyntax>(property).FirstOrDefault() is { Initializer: null } declaration
                && !_events.Where(static e => e.IsCreation).All(creation => SetsByItself(creation, property))
                && !GetNamesThatArmsSet(except: "When" + change.EventName).Contains(property.Name))
            {
                Report(DiagnosticDescriptors.PropertyNeverSet, declaration.Identifier, property.Name);
            }
        }
    }

    /// <summary>
    /// Whether the event has a field for the property and no arm of the user's; one that the user still has to write gets the field, too.
    /// </summary>
    private bool SetsByItself(EventModel creation, IPropertySymbol property) =>
        creation.Fields.Any(field => field.AssignedTo == CSharpName.Escape(property.Name)) && !_hooks.Contains("When" + creation.EventName);

    /// <summary>
    /// What the arms assign, themselves or through methods that they name. This is generous, because an error must not be wrong: the arm
    /// may be any event's. Only the property's own comes too late.
    /// </summary>
    private HashSet<string> GetNamesThatArmsSet(string except)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        HashSet<MethodDeclarationSyntax> seen =
            [.. _hooks.All.Where(hook => HookMethod.GetPrefix(hook.Method) == "When" && hook.Method.Name != except)
                .Select(static hook => hook.Syntax)];
        Queue<MethodDeclarationSyntax> open = new(seen);
        while (open.Count > 0)
        {
            foreach (SyntaxNode node in open.Dequeue().DescendantNodes())
            {
                if (node is AssignmentExpressionSyntax assignment)
                {
                    names.UnionWith(GetAssignedNames(assignment.Left));
                }
                else if (node is IdentifierNameSyntax identifier)
                {
                    _type.GetMembers(identifier.Identifier.ValueText)
                        .OfType<IMethodSymbol>()
                        .SelectMany(GetUserDeclarations<MethodDeclarationSyntax>)
                        .Where(seen.Add)
                        .ToList()
                        .ForEach(open.Enqueue);
                }
            }
        }

        return names;
    }

    private static IEnumerable<string> GetAssignedNames(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax identifier => [identifier.Identifier.ValueText],
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => [access.Name.Identifier.ValueText],
        TupleExpressionSyntax tuple => tuple.Arguments.SelectMany(static argument => GetAssignedNames(argument.Expression)),
        _ => [],
    };
}
