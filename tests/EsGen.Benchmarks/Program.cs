using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using EsGen.Benchmarks;

if (args is ["analysis", .. var count])
{
    AnalysisCost.Measure(count is [var entities] ? int.Parse(entities, CultureInfo.InvariantCulture) : 1_000);
    return;
}

if (args is ["stores"])
{
    EsGen.Benchmarks.Stores.StoreComparison.Run();
    return;
}

if (args is ["readmodels", .. var parts])
{
    await EsGen.Benchmarks.ReadModels.ReadModelComparison.RunAsync(parts is [var scale] ? int.Parse(scale, CultureInfo.InvariantCulture) : 1);
    return;
}

if (args is ["policies"])
{
    EsGen.Benchmarks.Policies.PolicyComparison.Run();
    return;
}

if (args is ["codec"])
{
    CodecComparison.Run();
    LoadComparison.Run();
    return;
}

if (args is ["snapshots"])
{
    EsGen.Benchmarks.Snapshots.SnapshotComparison.Run();
    return;
}

if (args is ["telemetry"])
{
    EsGen.Benchmarks.Listening.ListeningCost.Run();
    return;
}

if (args is ["state"])
{
    EsGen.Benchmarks.Snapshots.StateComparison.Run();
    return;
}

// In process, so that nothing is restored or built at run time.
BenchmarkSwitcher.FromAssembly(typeof(ReplayBenchmarks).Assembly).Run(
    args,
    DefaultConfig.Instance
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
        .AddDiagnoser(MemoryDiagnoser.Default));
