using Microsoft.CodeAnalysis.CSharp;

namespace EsGen;

/// <summary>The C# that users of the tests' sources write. The projects whose names end in CSharp15 run the same tests with another one.</summary>
internal static class TestedLanguage
{
    public const LanguageVersion Version = LanguageVersion.CSharp14;

    /// <summary>What the language needs and .NET 10 doesn't have.</summary>
    public const string Polyfills = "";
}
