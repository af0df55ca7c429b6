using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>The members that make events: what is written of them and what is to be generated.</summary>
internal sealed partial class EntityParser
{
    private MemberModel ParseMember(ISymbol member, IParameterSymbol? id, IParameterSymbol[] parameters)
    {
        if (member is IPropertySymbol property)
        {
            PropertyDeclarationSyntax declaration = GetUserDeclarations<PropertyDeclarationSyntax>(property).First();
            return new MemberModel(
                MemberSignature.Of(property, declaration),
                new([CSharpName.Escape(property.Name)]),
                GetModifiers: GetModifiers(declaration, SyntaxKind.GetAccessorDeclaration),
                SetModifiers: GetModifiers(declaration, SyntaxKind.SetAccessorDeclaration));
        }

        IMethodSymbol method = (IMethodSymbol)member;
        return new MemberModel(
            MemberSignature.Of(method, GetUserDeclarations<BaseMethodDeclarationSyntax>(method).First()),
            new(parameters.Where(parameter => !SymbolEqualityComparer.Default.Equals(parameter, id))
                .Select(static parameter => CSharpName.Escape(parameter.Name))),
            id is null ? null : CSharpName.Escape(id.Name),
            new(parameters.Select(static parameter =>
                MemberSignature.GetCallerInfo(parameter)
                    + MemberSignature.OfParameter(parameter)
                    + (DefaultExpression.Of(parameter) is { } value ? " = " + value : ""))),
            CreateAccessibility: Accessibilities.Least(parameters.SelectMany(static parameter => Accessibilities.OfChain(parameter.Type))
                .Append(method.DeclaredAccessibility)));
    }

    /// <summary>Whether a parameter is still to be typed, so that no other half can repeat it.</summary>
    private static bool HasNamelessParameter(ISymbol member) => member switch
    {
        IMethodSymbol method => method.Parameters.Any(static parameter => parameter.Name.Length == 0),
        IPropertySymbol property => property.Parameters.Any(static parameter => parameter.Name.Length == 0),
        _ => false,
    };

    private static string GetModifiers(PropertyDeclarationSyntax property, SyntaxKind accessor) =>
        property.AccessorList?.Accessors.FirstOrDefault(a => a.IsKind(accessor)) is { Modifiers: { Count: > 0 } modifiers }
            ? string.Join(" ", modifiers.Select(static modifier => modifier.Text)) + " "
            : "";

    private bool IsPartialWithoutBody(ISymbol member)
    {
        MemberDeclarationSyntax[] declarations = GetHalves(member);
        return declarations.Length > 0
            && declarations.All(static declaration =>
                declaration.Modifiers.Any(SyntaxKind.PartialKeyword) && !MemberSyntax.HasBody(declaration));
    }

    private MemberDeclarationSyntax[] GetHalves(ISymbol member) => [.. GetUserDeclarations<MemberDeclarationSyntax>(member).Distinct()];

    /// <summary>Adds the half that a partial member lacks, if no event does that.</summary>
    private void AddStub(ISymbol member)
    {
        MemberDeclarationSyntax[] halves = GetHalves(member);
        if (halves.Length != 1 || !halves[0].Modifiers.Any(SyntaxKind.PartialKeyword) || HasNamelessParameter(member))
        {
            return;
        }

        bool isDefinition = MemberSyntax.HasBody(halves[0]);
        switch (member, halves[0])
        {
            case (IMethodSymbol method, BaseMethodDeclarationSyntax syntax):
                _stubs.Add(new StubModel(
                    MemberSignature.Of(method, syntax) + GetStubInitializer(method, isDefinition),
                    default,
                    isDefinition));
                break;
            case (IPropertySymbol property, BasePropertyDeclarationSyntax syntax):
                IEnumerable<string> accessors =
                    syntax.AccessorList?.Accessors.Select(static accessor =>
                        $"{string.Concat(accessor.Modifiers.Select(static m => m.Text + " "))}{accessor.Keyword.Text}") ?? ["get"];
                _stubs.Add(new StubModel(MemberSignature.Of(property, syntax), new(accessors), isDefinition));
                break;
        }
    }

    /// <summary>
    /// What a constructor must call where there is a primary one, or a base without a constructor that needs no arguments.
    /// </summary>
    private string GetStubInitializer(IMethodSymbol method, bool isDefinition)
    {
        if (method.MethodKind != MethodKind.Constructor || isDefinition)
        {
            return "";
        }

        IMethodSymbol? primary =
            _type.InstanceConstructors.FirstOrDefault(constructor => GetUserDeclarations<TypeDeclarationSyntax>(constructor).Any());
        IMethodSymbol? demanding = primary
            ?? (HasDemandingBase(_type)
                ? _type.BaseType!.InstanceConstructors.FirstOrDefault(static constructor =>
                    constructor.DeclaredAccessibility != Accessibility.Private)
                : null);
        return demanding is null
            ? ""
            : $" : {(primary is null ? "base" : "this")}("
                + string.Join(", ", demanding.Parameters.Select(static parameter => $"default({SourceName.Of(parameter.Type)})!"))
                + ")";
    }

    /// <summary>Whether the base class has no constructor that can be called without arguments.</summary>
    private static bool HasDemandingBase(INamedTypeSymbol type) =>
        type.BaseType is { TypeKind: not TypeKind.Error } baseType
        && !baseType.InstanceConstructors.Any(static constructor =>
            constructor.DeclaredAccessibility != Accessibility.Private
                && constructor.Parameters.All(static parameter => parameter.HasExplicitDefaultValue || parameter.IsParams));
}
