namespace EsGen.Generators.Model;

/// <summary>A class that gets a generated half from its own model alone.</summary>
internal interface IClassModel
{
    TypeDeclarationModel Type { get; }

    /// <summary>The name under which its position or its documents are stored.</summary>
    string Name { get; }

    /// <summary>The names that it had before, the first one first.</summary>
    EquatableArray<string> FormerNames { get; }

    /// <summary>False if nothing can be generated.</summary>
    bool IsSupported { get; }
}
