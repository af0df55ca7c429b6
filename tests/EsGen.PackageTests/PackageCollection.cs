using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace EsGen.PackageTests;

/// <summary>Gives all test classes the same <see cref="PackedPackages"/>, and lets one build run at a time.</summary>
[CollectionDefinition(Name)]
[SuppressMessage("Naming", "CA1711", Justification = "xunit calls it a collection.")]
public sealed class PackageCollection : ICollectionFixture<PackedPackages>
{
    public const string Name = "Packages";
}
