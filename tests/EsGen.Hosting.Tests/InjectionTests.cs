using EsGen.LiteDB;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EsGen.Hosting.Tests;

/// <summary>What is injected, how often, and what two calls come to.</summary>
public sealed class InjectionTests
{
    [Fact]
    public async Task All_that_belongs_to_an_application_is_injected()
    {
        await using TestHost host = await new TestHost(
            static esgen => TestHost.InMemory(esgen).UseApplication<Clinic>().AddReadModel<AgendaEntry>().AddPolicy<Billing>()).StartAsync();
        Clinic clinic = host.Get<Clinic>();
        Assert.Same(clinic, host.Get<EventSourcedApplication>());
        Assert.Same(host.Get<IDatastore>().ActiveRecordStrategy, clinic.EventStore.ActiveRecordStrategy);
        Assert.Same(host.Get<Desks>(), clinic.Desks);
        Assert.Equal(TimeProvider.System, host.Get<TimeProvider>());

        Visit visit = new("Ada");
        await host.Get<EventSourcedRepository<Visit>>().SaveAsync(visit);
        ReadModels<AgendaEntry> agenda = host.Get<ReadModels<AgendaEntry>>();
        await agenda.WaitForAsync(visit);
        Assert.Equal("Ada", agenda.Get(visit.Id).Patient);
        await host.Get<EventSourcedRunner>().WaitUntilCaughtUpAsync();
        Assert.Equal("Ada", host.Get<EventSourcedRepository<Bill>>().Get(Assert.Single(host.Get<EventSourcedRepository<Bill>>().GetIds())).Recipient);
    }

    [Fact]
    public async Task Two_calls_add_up_and_nothing_is_there_twice()
    {
        await using TestHost host = new(static esgen => esgen.AddReadModel<AgendaEntry>().AddReadModel<AgendaEntry>().AddPolicy<Billing>());
        host.Services.AddEsGen(static esgen => TestHost.InMemory(esgen).AddReadModel<AgendaEntry>().AddPolicy<Billing>());
        await host.StartAsync();
        Assert.Equal(["agenda", "billing"], host.Get<EventSourcedRunner>().Status.Select(static status => status.Name));
        Assert.Single(host.Provider.GetServices<IHostedService>());
    }

    [Fact]
    public async Task Of_two_datastores_and_applications_the_later_counts_as_a_test_wants_it()
    {
        await using TestHost host = new(static esgen => esgen
            .UseDatastore(static _ => throw new InvalidOperationException("never"))
            .UseApplication<OldClinic>());
        host.Services.AddEsGen(static esgen => TestHost.InMemory(esgen).UseApplication<Clinic>());
        await host.StartAsync();
        Assert.IsType<Clinic>(host.Get<EventSourcedApplication>());
        Assert.Null(host.Provider.GetService<OldClinic>());
    }

    [Fact]
    public async Task A_datastore_that_is_registered_already_is_used()
    {
        await using TestHost host = new(static esgen => esgen.AddReadModel<AgendaEntry>());
        host.Services.AddSingleton<IDatastore>(static _ => LiteDbDatastore.Open(":memory:"));
        await host.StartAsync();
        host.Get<EventSourcedApplication>().Save(new Visit("Ada"));
    }

    [Fact]
    public async Task A_policy_is_made_in_a_scope_for_each_batch()
    {
        await using TestHost host = await new TestHost(static esgen => TestHost.InMemory(esgen).AddPolicy<Billing>()).StartAsync();
        foreach (string patient in (string[])["Ada", "Bob"])
        {
            host.Get<EventSourcedApplication>().Save(new Visit(patient));
            await host.Get<EventSourcedRunner>().WaitUntilCaughtUpAsync();
        }

        Desks desks = host.Get<Desks>();
        Assert.Equal(["Ada", "Bob"], desks.Used.Select(static used => used.Patient));
        Assert.NotSame(desks.Used[0].Desk, desks.Used[1].Desk);
        await host.Running.StopAsync();

        // One more was made and disposed of at the start, to see that it can be made; batches of other events take one, too.
        Assert.True(desks.Disposed >= 3);
    }

    [Fact]
    public async Task The_clock_the_loggers_and_the_metadata_of_the_services_reach_the_application()
    {
        await using TestHost host = new(static esgen => TestHost.InMemory(esgen).UseApplication<Clinic>());
        ManualTime time = new();
        host.Services.AddSingleton<TimeProvider>(time);
        host.Services.AddSingleton<IEventMetadataProvider>(new Signed("user", "Ada"));

        // Needs the application that asks it.
        host.Services.AddSingleton<IEventMetadataProvider, CountingVisits>();
        await host.StartAsync();
        Visit visit = host.Get<EventSourcedRepository<Visit>>().Create("Ada");
        host.Get<Clinic>().Save(visit);
        EventContext context = host.Get<Clinic>().EventStore.GetEventRecords<Visit.Event>(visit.Id)[0].Context;
        Assert.Equal(time.Now, context.Timestamp);
        Assert.Equal([new("user", "Ada"), new("visits", "0")], context.Metadata.OrderBy(static pair => pair.Key, StringComparer.Ordinal));
        host.Get<Clinic>().Given.LoggerFactory.CreateLogger("x").Log(LogLevel.Error, default, "said", null, static (text, _) => text);
        Assert.Contains(host.Logs.Lines, static line => line.EndsWith("said", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_application_that_takes_no_options_works_and_says_so_but_ignores_none_that_somebody_sets()
    {
        await using (TestHost host = await new TestHost(static esgen => TestHost.InMemory(esgen).UseApplication<OldClinic>()).StartAsync())
        {
            host.Get<OldClinic>().Save(new Visit("Ada"));
            Assert.Contains(host.Logs.Lines, static line => line.StartsWith("Warning EsGen.Hosting.HostedRunner[1] EsGen.Hosting.Tests.OldClinic", StringComparison.Ordinal));
        }

        TestHost strict = new(static esgen => TestHost.InMemory(esgen).UseApplication<OldClinic>().Configure(static options => options.PageSize = 5));
        Assert.Contains("would be ignored", (await strict.FailAsync<StartFailedException>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stores_with_keys_keep_to_themselves()
    {
        await using TestHost host = new();
        host.Services.AddEsGen("north", static esgen => TestHost.InMemory(esgen)
            .UseApplication<Clinic>().AddRepository<Visit>().AddRepository<Bill>().AddReadModel<AgendaEntry>().AddPolicy<Billing>());
        host.Services.AddEsGen("south", static esgen => TestHost.InMemory(esgen).AddRepository<Visit>().AddReadModel<AgendaEntry>());
        await host.StartAsync();
        Visit visit = new("Ada");
        await host.Get<EventSourcedRepository<Visit>>("north").SaveAsync(visit);
        await host.Get<EventSourcedRunner>("north").WaitUntilCaughtUpAsync();
        await host.Get<EventSourcedRunner>("south").WaitUntilCaughtUpAsync();
        Assert.True(host.Get<ReadModels<AgendaEntry>>("north").Contains(visit.Id));
        Assert.False(host.Get<ReadModels<AgendaEntry>>("south").Contains(visit.Id));
        Assert.False(host.Get<EventSourcedRepository<Visit>>("south").Contains(visit.Id));
        Assert.Single(host.Get<EventSourcedRepository<Bill>>("north").GetIds());
        Assert.Same(host.Get<Clinic>("north"), host.Get<EventSourcedApplication>("north"));
        Assert.Equal("north", host.Get<Clinic>("north").Given.Name);
        Assert.NotSame(host.Get<IDatastore>("north"), host.Get<IDatastore>("south"));
        Assert.Null(host.Provider.GetService<EventSourcedApplication>());
        Assert.Null(host.Provider.GetService<EventSourcedRepository<Visit>>());
    }

    [Fact]
    public async Task A_policy_of_a_keyed_store_gets_nothing_of_another_one_unasked()
    {
        TestHost host = new(static esgen => TestHost.InMemory(esgen));
        host.Services.AddEsGen("north", static esgen => TestHost.InMemory(esgen).AddPolicy<Billing>());
        Assert.Contains("AddEsGen(\"north\", esgen => esgen.AddRepository<…>())", (await host.FailAsync<StartFailedException>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_was_never_added_has_no_store_whatever_any_key_gives()
    {
        TestHost host = new();
        host.Services.AddKeyedSingleton<string>(KeyedService.AnyKey, static (_, key) => $"{key}");
        host.Services.AddEsGen("north", static esgen => TestHost.InMemory(esgen));
        await host.StartAsync();
        Assert.Null(host.Provider.GetKeyedService<EventSourcedApplication>("south"));
        await host.DisposeAsync();
    }

    [Fact]
    public void What_can_t_be_is_refused_at_once()
    {
        ServiceCollection services = [];
        Assert.Throws<ArgumentException>(() => services.AddEsGen("", static _ => { }));
        Assert.Throws<ArgumentNullException>(() => services.AddEsGen(null!));
        Assert.Throws<ArgumentNullException>(() => services.AddEsGen(static esgen => esgen.UseDatastore(null!)));
        Assert.Throws<ArgumentNullException>(() => services.AddEsGen(static esgen => esgen.Configure(null!)));
        Assert.Throws<ArgumentException>(() => services.AddEsGen(static esgen => esgen.BindConfiguration("")));
    }

    private sealed class Signed(string name, string value) : IEventMetadataProvider
    {
        public IReadOnlyDictionary<string, string> GetMetadata() => new Dictionary<string, string> { [name] = value };
    }

    private sealed class CountingVisits(EventSourcedRepository<Visit> visits) : IEventMetadataProvider
    {
        public IReadOnlyDictionary<string, string> GetMetadata() =>
            new Dictionary<string, string> { ["visits"] = visits.GetIds().Count.ToString(System.Globalization.CultureInfo.InvariantCulture) };
    }
}
