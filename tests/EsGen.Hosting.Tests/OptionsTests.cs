using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace EsGen.Hosting.Tests;

/// <summary>Options by code and configuration, checked before the store is opened.</summary>
public sealed class OptionsTests
{
    private static readonly Action<EsGenBuilder> s_neverOpened = static esgen => esgen.UseDatastore(static _ => throw new InvalidOperationException("opened"));

    [Fact]
    public async Task Options_come_from_code_and_from_the_configuration_in_the_order_of_the_calls()
    {
        await using TestHost host = new();
        host.Configuration(
            ("EsGen:MaxUpdateAttempts", "7"), ("EsGen:pagesize", "11"), ("EsGen:TraceMetadata", "false"), ("EsGen:Runner:StopTimeout", "00:00:02"),
            ("EsGen:Runner:OnFailure", "park"), ("South:MaxUpdateAttempts", "9"));
        host.Services.Configure<EventSourcedApplicationOptions>(static options => options.MaxMetadataSize = 1000);
        host.Services.AddEsGen(static esgen => TestHost.InMemory(esgen)
            .UseApplication<Clinic>().BindConfiguration().Configure(static options => options.PageSize = 12));
        host.Services.AddEsGen("south", static esgen => TestHost.InMemory(esgen).UseApplication<Clinic>().BindConfiguration("South"));
        await host.StartAsync();
        EventSourcedApplicationOptions given = host.Get<Clinic>().Given;
        Assert.Equal((7, 12, false, 1000, null), (given.MaxUpdateAttempts, given.PageSize, given.TraceMetadata, given.MaxMetadataSize, given.Name));
        RunnerOptions runner = host.Get<IOptions<RunnerOptions>>().Value;
        Assert.Equal((TimeSpan.FromSeconds(2), OnFailure.Park), (runner.StopTimeout, runner.OnFailure));
        Assert.Equal((9, "south"), (host.Get<Clinic>("south").Given.MaxUpdateAttempts, host.Get<Clinic>("south").Given.Name));
    }

    [Fact]
    public async Task A_configuration_without_the_section_leaves_all_as_it_is()
    {
        await using TestHost host = await new TestHost(static esgen => TestHost.InMemory(esgen).UseApplication<Clinic>().BindConfiguration()).StartAsync();
        Assert.Equal(20, host.Get<Clinic>().Given.MaxUpdateAttempts);
    }

    [Fact]
    public async Task All_options_that_have_a_text_can_be_in_the_configuration()
    {
        await using TestHost host = new(static esgen => TestHost.InMemory(esgen).BindConfiguration());
        host.Configuration([.. Defaults<EventSourcedApplicationOptions>("EsGen"), .. Defaults<RunnerOptions>("EsGen:Runner")]);
        await host.StartAsync();

        static IEnumerable<(string Key, string Value)> Defaults<T>(string section)
            where T : new() => typeof(T).GetProperties()
                .Where(static option => option.SetMethod is { IsPublic: true })
                .Where(static option => option.PropertyType.IsValueType || option.PropertyType == typeof(string))
                .Select(option => ($"{section}:{option.Name}", Convert.ToString(option.GetValue(new T()), CultureInfo.InvariantCulture)!));
    }

    [Theory]
    [InlineData("EsGen:MaxUpdateAttempt", "7", "EsGen:MaxUpdateAttempt, which is no option. There are Name, MaxUpdateAttempts,")]
    [InlineData("EsGen:MaxUpdateAttempts", "many", "'many' for EsGen:MaxUpdateAttempts")]
    [InlineData("EsGen:MaxUpdateAttempts", "0", "'0' for EsGen:MaxUpdateAttempts")]
    [InlineData("EsGen:MaxUpdateAttempts", "99999999999", "'99999999999' for EsGen:MaxUpdateAttempts")]
    [InlineData("EsGen:MaxUpdateAttempts:Value", "1", "for EsGen:MaxUpdateAttempts: It needs a value")]
    [InlineData("EsGen:Runner:Attempts", "-1", "'-1' for EsGen:Runner:Attempts")]
    [InlineData("EsGen:Runner:OnFailure", "7", "'7' for EsGen:Runner:OnFailure")]
    [InlineData("EsGen:Runner:StopTimeOuts", "7", "EsGen:Runner:StopTimeOuts, which is no option")]
    public async Task What_is_wrong_in_the_configuration_keeps_the_host_from_starting(string key, string value, string message)
    {
        TestHost host = new TestHost(esgen => s_neverOpened(esgen.BindConfiguration())).Configuration((key, value));
        Assert.Contains(message, (await host.FailAsync<InvalidOperationException>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_in_code_keeps_the_host_from_starting()
    {
        TestHost application = new(static esgen => s_neverOpened(esgen.Configure(static options => options.PageSize = 0)));
        Assert.Contains("PageSize ('0')", (await application.FailAsync<ArgumentOutOfRangeException>()).Message, StringComparison.Ordinal);
        TestHost runner = new(static esgen => s_neverOpened(esgen.ConfigureRunner(static options => options.Attempts = 0)));
        Assert.Contains("Attempts ('0')", (await runner.FailAsync<ArgumentOutOfRangeException>()).Message, StringComparison.Ordinal);
        TestHost health = new(s_neverOpened);
        health.Services.AddHealthChecks().AddEsGen(static options => options.MaxBehind = -1);
        Assert.Contains("MaxBehind ('-1')", (await health.FailAsync<ArgumentOutOfRangeException>()).Message, StringComparison.Ordinal);
        TestHost store = new(static esgen => TestHost.InMemory(esgen).Configure(static options => options.MaxDataSize = int.MaxValue));
        Assert.Contains("MaxDataSize is beyond", (await store.FailAsync<StartFailedException>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_of_metadata_that_can_t_be_made_fails_the_start()
    {
        TestHost host = new(static esgen => TestHost.InMemory(esgen));
        host.Services.AddSingleton<IEventMetadataProvider>(static _ => throw new TimeoutException("no provider"));
        Assert.Contains("no provider", (await host.FailAsync<StartFailedException>()).Message, StringComparison.Ordinal);
    }
}
