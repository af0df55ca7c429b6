using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing.ReadModels;

/// <summary>What the class itself has to be.</summary>
internal sealed partial class ReadModelParser
{
    /// <summary>Members of the generated half.</summary>
    private static readonly string[] s_generatedNames = ["Remove", "Replay", "Projection", "_documentKey", "_isRemoved"];

    private bool CheckKind()
    {
        string? reason = Type switch
        {
            { IsRecord: true } => "it is a record, and a document is changed; make it a class.",
            { IsStatic: true } => "it is static, and has no instances; remove 'static'.",
            { IsAbstract: true } => "it is abstract, and documents are made of it; remove 'abstract'.",
            { IsFileLocal: true } => "it is local to its file, where generated code can't reach it; remove 'file'.",
            { IsGenericType: true } => "it is generic; write a class for each type.",
            { BaseType.SpecialType: not SpecialType.System_Object } =>
                "it derives from another class, whose state would not be stored; keep what they share in a type of its own.",
            _ when TypeChain.Of(Type).Any(static type => type.IsGenericType) => "a class around it is generic; declare it outside.",
            _ when EventSourcedType.GetAttribute(Type) is not null => "it is an entity; keep what is read in a class of its own.",
            _ when GetDeclarations(Type).OfType<ClassDeclarationSyntax>()
                .Any(static declaration => declaration.ParameterList is not null) =>
                "it has a primary constructor, and documents are made without arguments; remove the parameters.",
            _ when Type.GetMembers()
                .Any(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }) =>
                "it has required members, and documents are made before any is set; remove 'required'.",
            _ => null,
        };
        if (reason is not null)
        {
            ReportUnsupported(reason);
        }

        return reason is null;
    }

    private bool CheckNames()
    {
        bool isFree = true;
        foreach (string name in GetNames(Type, Attribute).Where(static name => !GeneratedNames.IsEntityName(name)))
        {
            Report(
                DiagnosticDescriptors.ReadModelNameCollision,
                GetLocation(Type),
                name,
                "no name for documents; it must be text without blanks around it");
        }

        foreach (ISymbol member in Type.GetMembers().Where(member => s_generatedNames.Contains(member.Name) && IsWritten(member)))
        {
            Report(
                DiagnosticDescriptors.ReadModelNameCollision,
                GetLocation(member),
                member.Name,
                "a member that EsGen generates; choose another name");
            isFree = false;
        }

        return isFree;
    }
}
