using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

if (args is ["stores"])
{
    EsGen.Benchmarks.Stores.StoreComparison.Run();
    return;
}

// In process, so that nothing is restored or built at run time.
BenchmarkSwitcher.FromAssembly(typeof(EsGen.Benchmarks.ReplayBenchmarks).Assembly).Run(
    args,
    DefaultConfig.Instance
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
        .AddDiagnoser(MemoryDiagnoser.Default));
