using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace EsGen.Generators;

/// <summary>The classes and structs of a compilation that the state of its entities is made of.</summary>
internal sealed class StateTypes
{
    private readonly HashSet<ISymbol> _types = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _methods = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ISymbol, bool> _assemblies = new(SymbolEqualityComparer.Default);
    private readonly IAssemblySymbol _own;

    public StateTypes(Compilation compilation)
    {
        _own = compilation.Assembly;
        foreach (INamedTypeSymbol entity in CompilationEntities.Of(compilation).ByName.SelectMany(static entities => entities))
        {
            AddMembers(entity);
        }
    }

    /// <summary>Whether a type's values may be part of an entity's state. Of an assembly that is read, each class may that knows entities.</summary>
    public bool Includes(INamedTypeSymbol type)
    {
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _own))
        {
            return type.ContainingAssembly is { } assembly
                && _assemblies.GetOrAdd(assembly, _ => assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static reference => reference.Name == "EsGen")));
        }

        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (_types.Contains(current.OriginalDefinition))
            {
                return true;
            }
        }

        return type.AllInterfaces.Any(implemented => _types.Contains(implemented.OriginalDefinition));
    }

    /// <summary>Whether a method of these types is called so.</summary>
    public bool HasMethod(string name) => _methods.Contains(name);

    private void Add(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol { ElementType: var element }:
                Add(element);
                break;
            case INamedTypeSymbol named:
                foreach (ITypeSymbol argument in named.TypeArguments)
                {
                    Add(argument);
                }

                INamedTypeSymbol definition = named.OriginalDefinition;
                if (SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, _own) && !EntityState.IsEntity(definition) && _types.Add(definition))
                {
                    AddMembers(definition);
                    if (definition.BaseType is { } ofBase)
                    {
                        Add(ofBase);
                    }
                }

                break;
        }
    }

    private void AddMembers(INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            switch (member)
            {
                case IFieldSymbol { IsStatic: false } field when EntityState.IsRecorded(field.AssociatedSymbol ?? field):
                    Add(field.Type);
                    break;
                case IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary } method when !EntityState.IsEntity(type):
                    _methods.Add(method.Name);
                    break;
            }
        }
    }
}
