using System.Collections.Concurrent;
using EsGen.LiteDB;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EsGen.Hosting.Tests;

/// <summary>A host with nothing in it but what a test adds; scopes are validated, as in Development.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly Lazy<IHost> _host;

    public TestHost(Action<EsGenBuilder>? configure = null)
    {
        Builder.ConfigureContainer(new DefaultServiceProviderFactory(new() { ValidateScopes = true, ValidateOnBuild = true }));
        Builder.Logging.AddProvider(Logs);
        Builder.Services.AddSingleton<Desks>();
        Builder.Services.AddScoped<Desk>();
        if (configure is not null)
        {
            Services.AddEsGen(configure);
        }

        _host = new Lazy<IHost>(Builder.Build);
    }

    public HostApplicationBuilder Builder { get; } = Host.CreateEmptyApplicationBuilder(new());

    public IServiceCollection Services => Builder.Services;

    public LogLines Logs { get; } = new();

    public IHost Running => _host.Value;

    public IServiceProvider Provider => Running.Services;

    public static EsGenBuilder InMemory(EsGenBuilder esgen) => esgen.UseDatastore(static _ => LiteDbDatastore.Open(":memory:"));

    public T Get<T>()
        where T : notnull => Provider.GetRequiredService<T>();

    public T Get<T>(string key)
        where T : notnull => Provider.GetRequiredKeyedService<T>(key);

    public TestHost Configuration(params (string Key, string Value)[] values)
    {
        Builder.Configuration.AddInMemoryCollection(values.Select(static value => KeyValuePair.Create(value.Key, (string?)value.Value)));
        return this;
    }

    public async Task<TestHost> StartAsync()
    {
        await Running.StartAsync();
        return this;
    }

    /// <summary>Starts, which must fail, and gives the exception.</summary>
    public async Task<T> FailAsync<T>()
        where T : Exception
    {
        T exception = await Assert.ThrowsAsync<T>(() => Running.StartAsync());
        await DisposeAsync();
        return exception;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_host.IsValueCreated)
        {
            return;
        }

        if (_host.Value is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
        else
        {
            _host.Value.Dispose();
        }
    }
}

internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category}[{eventId.Id}] {formatter(state, exception)}");
    }
}
