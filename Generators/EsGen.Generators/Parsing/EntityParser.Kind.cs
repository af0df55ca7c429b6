using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>Which kinds of types can be entities.</summary>
internal sealed partial class EntityParser
{
    private const int CSharp14 = 1400;
    private const int CSharp15 = 1500;

    private bool IsPartial(INamedTypeSymbol type) =>
        GetUserDeclarations<TypeDeclarationSyntax>(type).All(static declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private bool CheckKind()
    {
        // The first of the reasons that leave no place for the generated code is enough.
        (string? reason, bool generates) = _type switch
        {
            _ when TypeChain.Of(_type).Any(static type => type.IsFileLocal) => (FileLocalEntity.Reason, false),
            { IsRecord: true } => ("it is a record; make it a class.", false),
            _ when UnionType.IsDeclared(_type) => ("it is a union; make it a class.", false),
            { TypeKind: TypeKind.Struct } => ("it is a struct; make it a class.", false),
            { IsStatic: true } => ("it is static, and an entity has instances; remove 'static'.", false),
            { IsAbstract: true } => ($"it is {ClosedType.Describe(_type)}; put the attribute on a concrete class.", false),
            _ when TypeChain.Of(_type).Any(static type => type.IsGenericType) =>
                ("it is generic, itself or by a type around it, and events have fixed types; remove the type parameters.", false),
            _ when GetUserDeclarations<ClassDeclarationSyntax>(_type).Any(static d => d.ParameterList is not null) =>
                (
                    "it has a primary constructor; declare an [Event] constructor instead, and hand services to the methods that "
                        + "need them.",
                    false),
            _ when GetLanguageVersion() < CSharp14 =>
                ("it needs C# 14 or later; set LangVersion to 14 or remove it from the project.", false),
            { BaseType.SpecialType: not SpecialType.System_Object } =>
                (
                    $"it derives from '{_type.BaseType?.Name}', and an entity is replayed as a whole; remove the base class.",
                    !HasDemandingBase(_type)),
            _ when HasRequiredMembers =>
                (
                    $"its '{GetRequiredMembers().First().Name}' is required, and replaying the events sets nothing else; make it a field "
                        + "of the creation event.",
                    true),
            _ => (null, true),
        };
        if (reason is not null)
        {
            Report(DiagnosticDescriptors.UnsupportedEntity, GetIdentifier(_type), _type.Name, reason);
        }

        return generates;
    }

    private bool HasRequiredMembers => GetRequiredMembers().Any();

    private IEnumerable<ISymbol> GetRequiredMembers() =>
        _type.GetMembers().Where(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });

    private int GetLanguageVersion() =>
        _type.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.Options is CSharpParseOptions options
            ? (int)options.LanguageVersion
            : int.MaxValue;
}
