#!/usr/bin/env bash
# .NET runtime 10.0.12 (Microsoft.NETCore.App), its optimizing just-in-time compiler, on x64.
#
# A string that came by an `out` parameter is compared by string.Equals(text, "true", StringComparison.OrdinalIgnoreCase), in a statement of its own.
# One would expect: the same answer, however the method was compiled.
# Seen: compiled with full optimization (DOTNET_TieredCompilation=0, or tier 1 with DOTNET_TieredPGO=0), it says that "true" isn't "true".
#   Unoptimized code is right, as is the same comparison behind `&&`. Analyzers read options in this way (AnalyzerConfigOptions.TryGetValue): one is
#   honoured until the method is hot.
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
    <RuntimeFrameworkVersion>10.0.12</RuntimeFrameworkVersion>
    <RollForward>Disable</RollForward>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
</Project>
XML
cat > Program.cs <<'CS'
using System.Runtime.CompilerServices;

Options options = new Options.Of("true");
Console.WriteLine($"as it came: {Cases.AsItCame(options)}");
Console.WriteLine($"behind &&: {Cases.BehindAnd(options)}");

static class Cases
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool AsItCame(Options options)
    {
        bool has = options.TryGetValue(out string? text);
        bool isTrue = string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
        return has & isTrue;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool BehindAnd(Options options) =>
        options.TryGetValue(out string? text) && string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
}

abstract class Options
{
    public abstract bool TryGetValue(out string? value);

    public sealed class Of(string text) : Options
    {
        public override bool TryGetValue(out string? value)
        {
            value = text;
            return true;
        }
    }
}
CS
dotnet build -c Release -v q > build.txt || { cat build.txt; exit 1; }
for tiered in 1 0; do
  echo "TieredCompilation=$tiered"
  DOTNET_TieredCompilation=$tiered dotnet bin/Release/net10.0/Cases.dll
done | tee seen.txt
diff - seen.txt <<'EXPECTED'
TieredCompilation=1
as it came: True
behind &&: True
TieredCompilation=0
as it came: False
behind &&: True
EXPECTED
