using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EsGen.Generators.Symbols;

/// <summary>
/// The ids that a project has to suppress where it names what an entity is made of: those of <c>[Experimental]</c> and of <c>[Obsolete]</c>
/// with an id of its own. Generated code names the same things.
/// </summary>
internal sealed class NamedDiagnostics
{
    private readonly SortedSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly IAssemblySymbol _assembly;

    private NamedDiagnostics(IAssemblySymbol assembly) => _assembly = assembly;

    /// <summary>The ids, in their order.</summary>
    /// <param name="entity">The entity.</param>
    public static IEnumerable<string> Of(INamedTypeSymbol entity)
    {
        NamedDiagnostics found = new(entity.ContainingAssembly);
        for (INamedTypeSymbol? type = entity; type is not null; type = type.ContainingType)
        {
            found.AddAttributes(type);
        }

        foreach (ISymbol member in entity.GetMembers())
        {
            found.AddAttributes(member);
        }

        foreach ((ISymbol member, AttributeData _) in EventMember.GetAll(entity))
        {
            foreach (ISymbol field in EventFields.Of(member))
            {
                found.AddAttributes(field);
                found.AddType(field is IParameterSymbol parameter ? parameter.Type : ((IPropertySymbol)field).Type);
            }
        }

        return found._ids;
    }

    private void AddType(ITypeSymbol? type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                AddType(array.ElementType);
                break;
            case INamedTypeSymbol named when named.SpecialType == SpecialType.None || named.IsGenericType:
                AddNamedType(named);
                break;
        }
    }

    private void AddNamedType(INamedTypeSymbol type)
    {
        if (GenericNesting.IsTooDeep(type) || !_seen.Add(type))
        {
            return;
        }

        AddAttributes(type);
        AddType(type.ContainingType);
        foreach (ITypeSymbol argument in type.TypeArguments)
        {
            AddType(argument);
        }

        if (PlatformType.Is(type))
        {
            return;
        }

        AddAssembly(type.ContainingAssembly);
        AddType(type.BaseType);
        foreach (ISymbol member in type.GetMembers())
        {
            switch (member)
            {
                case IPropertySymbol { IsStatic: false } property:
                    AddAttributes(property);
                    AddType(property.Type);
                    break;
                case IFieldSymbol { IsImplicitlyDeclared: false } field:
                    AddAttributes(field);
                    AddType(field.Type);
                    break;
                case IMethodSymbol { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: false } constructor:
                    AddAttributes(constructor);
                    break;
            }
        }
    }

    // Uses inside an assembly that is experimental as a whole are none that the compiler reports.
    private void AddAssembly(IAssemblySymbol? assembly)
    {
        if (assembly is not null && !SymbolEqualityComparer.Default.Equals(assembly, _assembly) && _seen.Add(assembly))
        {
            AddIds(assembly);
            foreach (IModuleSymbol module in assembly.Modules)
            {
                AddIds(module);
            }
        }
    }

    private void AddAttributes(ISymbol symbol)
    {
        if (!Attributes.MayHave(symbol))
        {
            return;
        }

        AddIds(symbol);
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            // The kinds of a hierarchy, and converters.
            foreach (TypedConstant argument in attribute.ConstructorArguments)
            {
                AddType(argument is { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } ? type : null);
            }
        }
    }

    private void AddIds(ISymbol symbol)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            string? id = attribute.AttributeClass?.Name switch
            {
                "ExperimentalAttribute" when attribute.ConstructorArguments is [{ Value: string text }] => text,
                "ObsoleteAttribute" => Attributes.GetSetting(attribute, "DiagnosticId") as string,
                _ => null,
            };

            // No pragma can name anything else, so that users can't suppress it either.
            if (id is not null && SyntaxFacts.IsValidIdentifier(id))
            {
                _ids.Add(id);
            }
        }
    }
}
