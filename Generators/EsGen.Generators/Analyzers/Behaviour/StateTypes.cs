using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>The classes and structs of a compilation that the state of its entities is made of.</summary>
/// <remarks>
/// To find them takes the members of all entities, which an editor would wait for after each edit. So they are found when a call may be of
/// one, as far as its name and its assembly tell.
/// </remarks>
internal sealed class StateTypes
{
    private readonly Compilation _compilation;
    private readonly Lazy<Found> _found;
    private readonly ConcurrentDictionary<string, bool> _declared = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ISymbol, bool> _assemblies = new(SymbolEqualityComparer.Default);

    public StateTypes(Compilation compilation)
    {
        _compilation = compilation;
        _found = new(() => new Found(compilation));
    }

    /// <summary>
    /// Whether a type's values may be part of an entity's state. Of an assembly that is read, each class may that knows entities.
    /// </summary>
    public bool Includes(INamedTypeSymbol type)
    {
        if (!IsOwn(type))
        {
            return KnowsEntities(type.ContainingAssembly);
        }

        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (_found.Value.Types.Contains(current.OriginalDefinition))
            {
                return true;
            }
        }

        return type.AllInterfaces.Any(implemented => _found.Value.Types.Contains(implemented.OriginalDefinition));
    }

    /// <summary>Whether a method of these types is called so, or of any type in the project, as long as nothing more is known.</summary>
    public bool MayHaveMethod(string name) => _found.IsValueCreated
        ? HasMethod(name)
        : _declared.GetOrAdd(name, declared => _compilation.ContainsSymbolsWithName(declared, SymbolFilter.Member));

    /// <summary>Whether a method is of one of these types.</summary>
    public bool IncludesMethod(IMethodSymbol method) =>
        (IsOwn(method.ContainingType) || KnowsEntities(method.ContainingAssembly))
            && HasMethod(method.Name)
            && Includes(method.ContainingType);

    private bool HasMethod(string name) => _found.Value.Methods.Contains(name);

    private bool IsOwn(INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _compilation.Assembly);

    private bool KnowsEntities(IAssemblySymbol? assembly) => assembly is not null && _assemblies.GetOrAdd(assembly, _ =>
        assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static reference => reference.Name == "EsGen")));

    private sealed class Found
    {
        private readonly IAssemblySymbol _own;

        public Found(Compilation compilation)
        {
            _own = compilation.Assembly;
            foreach (INamedTypeSymbol entity in CompilationEntities.Of(compilation).ByName.SelectMany(static entities => entities))
            {
                AddMembers(entity);
            }
        }

        public HashSet<ISymbol> Types { get; } = new(SymbolEqualityComparer.Default);

        public HashSet<string> Methods { get; } = new(StringComparer.Ordinal);

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
                    if (SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, _own)
                        && !EntityState.IsEntity(definition)
                        && Types.Add(definition))
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
                        Methods.Add(method.Name);
                        break;
                }
            }
        }
    }
}
