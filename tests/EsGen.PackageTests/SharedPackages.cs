using Xunit;

namespace EsGen.PackageTests;

/// <summary>
/// Gives every test class the same packages. A collection's fixture would do so only for classes that run one after the other, and most of a
/// build runs on a single processor.
/// </summary>
public sealed class SharedPackages : IAsyncLifetime
{
    private static readonly Lazy<Task<PackedPackages>> s_packed = new(PackedPackages.PackAsync);

    // The classes that haven't finished; with a filter some never begin.
    private static int s_open = typeof(SharedPackages).Assembly.GetTypes().Count(static type => type.IsAssignableTo(typeof(IClassFixture<SharedPackages>)));

    public PackedPackages Packages { get; private set; } = null!;

    public async Task InitializeAsync() => Packages = await s_packed.Value;

    public Task DisposeAsync()
    {
        if (Interlocked.Decrement(ref s_open) == 0)
        {
            Packages.Delete();
        }

        return Task.CompletedTask;
    }
}
