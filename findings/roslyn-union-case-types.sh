#!/usr/bin/env bash
# Microsoft.CodeAnalysis.CSharp 5.12.0, C# 15 unions.
#
# `union Note(string?, int)` in a nullable context has a case that may be null, and the compiler warns about a switch without `null` for it.
# One would expect: ITypeSymbol.UnionCaseTypes has that case as `string?`, as every other member that has types does.
# Seen: it has it as `string` with NullableAnnotation.None, as if the source had no annotations. The parameter of the constructor that the compiler
#   makes for the case is `string?`. A generator that goes by UnionCaseTypes refuses, or drops, nulls that the union's author allows.
# Fails if that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cd "$folder"
cat > Cases.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.CodeAnalysis.CSharp" Version="[5.12.0]" />
  </ItemGroup>
</Project>
XML
cat > Program.cs <<'CS'
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

const string Source = """
    #nullable enable
    public union Note(string?, int);

    namespace System.Runtime.CompilerServices
    {
        [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
        public sealed class UnionAttribute : Attribute;

        public interface IUnion
        {
            object? Value { get; }
        }
    }
    """;
MetadataReference[] references = [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)];
CSharpCompilation compilation = CSharpCompilation.Create(
    "Cases",
    [CSharpSyntaxTree.ParseText(Source, new CSharpParseOptions(LanguageVersion.CSharp15))],
    references,
    new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
if (compilation.GetDiagnostics() is { IsEmpty: false } diagnostics)
{
    Console.WriteLine(string.Join('\n', diagnostics));
}

INamedTypeSymbol union = compilation.GetTypeByMetadataName("Note")!;
ITypeSymbol ofConstructor = union.InstanceConstructors.First(constructor => constructor.Parameters.Length == 1).Parameters[0].Type;
Console.WriteLine($"constructor: {ofConstructor} {ofConstructor.NullableAnnotation}");
Console.WriteLine($"UnionCaseTypes: {union.UnionCaseTypes[0]} {union.UnionCaseTypes[0].NullableAnnotation}");
CS
dotnet build -v q > build.log 2>&1 || { cat build.log; exit 1; }
seen=$(dotnet run --no-build)
expected='constructor: string? Annotated
UnionCaseTypes: string None'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It has changed."; exit 1; }
