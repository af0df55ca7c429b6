using Microsoft.CodeAnalysis.CSharp;

namespace EsGen;

/// <summary>C# 15, over the compiler that has it.</summary>
internal static class TestedLanguage
{
    public const LanguageVersion Version = LanguageVersion.Preview;

    /// <summary>What the language needs and .NET 10 doesn't have.</summary>
    public const string Polyfills = """

        #nullable enable
        namespace System.Runtime.CompilerServices
        {
            [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
            internal sealed class UnionAttribute : Attribute;

            internal interface IUnion
            {
                object? Value { get; }
            }

            [AttributeUsage(AttributeTargets.Class)]
            internal sealed class IsClosedTypeAttribute : Attribute;
        }
        """;
}
