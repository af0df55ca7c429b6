namespace EsGen.PackageTests;

/// <summary>One entry of the compiler's log that nothing in the source suppresses.</summary>
public sealed record CompilerDiagnostic(string Id, string Level, string File, string Message);
