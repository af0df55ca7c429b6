#!/usr/bin/env bash
# System.Text.Json 10.0.15 and 11.0.0, C# 15 unions (SDK 10.0.401, LangVersion preview).
#
# A `union Payment(Card, Cash)` is written and read again.
# One would expect: the value that was written, or an exception where it can't be written.
# Seen, 10.0.15: it is written as {"Value":{"Number":"4711"}} and read as a union without any value. No exception, with JsonSerializerOptions.Strict neither:
#   the value that a customer paid with is gone.
# Seen, 11.0.0: it is written as {"Number":"4711"}, without what says which case it is, and reading that is a JsonException: what can't be
#   read again is accepted when it is written. So is `union Amount(int, long)`.
# Fails if any of this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

run() { # version
    mkdir "$folder/$1"
    cd "$folder/$1"
    cat > Unions.csproj <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <LangVersion>preview</LangVersion>
    <Nullable>enable</Nullable>
    <NoWarn>\$(NoWarn);NU1510</NoWarn>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="System.Text.Json" Version="[$1]" />
  </ItemGroup>
</Project>
XML
    cat > Program.cs <<'CS'
using System;
using System.Runtime.CompilerServices;
using System.Text.Json;

Try<Payment>(new Card("4711"), JsonSerializerOptions.Default);
Try<Payment>(new Card("4711"), JsonSerializerOptions.Strict);
Try<Amount>(5L, JsonSerializerOptions.Default);

static void Try<T>(T value, JsonSerializerOptions options)
    where T : IUnion
{
    string json = JsonSerializer.Serialize(value, options);
    Console.Write($"{json} -> ");
    try
    {
        Console.WriteLine(JsonSerializer.Deserialize<T>(json, options)!.Value ?? "no value");
    }
    catch (JsonException)
    {
        Console.WriteLine("JsonException");
    }
}

public sealed record Card(string Number);
public sealed record Cash(decimal Amount);
public union Payment(Card, Cash);
public union Amount(int, long);

namespace System.Runtime.CompilerServices
{
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
    public sealed class UnionAttribute : Attribute;

    public interface IUnion
    {
        object? Value { get; }
    }
}
CS
    dotnet build -v q > build.log 2>&1 || { cat build.log; exit 1; }
    dotnet run --no-build
}

seen=$(run 10.0.15; run 11.0.0)
expected='{"Value":{"Number":"4711"}} -> no value
{"Value":{"Number":"4711"}} -> no value
{"Value":5} -> no value
{"Number":"4711"} -> JsonException
{"Number":"4711"} -> JsonException
5 -> JsonException'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It has changed."; exit 1; }
