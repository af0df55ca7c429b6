namespace EsGen.Generators.Model;

/// <summary>A class that gets a generated half from its own model alone.</summary>
internal interface IClassModel
{
    TypeDeclarationModel Type { get; }

    /// <summary>False if nothing can be generated.</summary>
    bool IsSupported { get; }
}
