using System.Net;
using System.Text.Json;
using EsGen.LiteDB;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EsGen.AspNetCore.Tests;

/// <summary>A web server with the page, on a port of its own.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PageHost(WebApplication app)
    {
        _app = app;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri(app.Urls.Single()),
        };
    }

    public HttpClient Client { get; }

    public string Address => _app.Urls.Single();

    public IServiceProvider Services => _app.Services;

    public EventSourcedApplication Application => Services.GetRequiredService<EventSourcedApplication>();

    public Post Post => Services.GetRequiredService<Post>();

    /// <param name="page">Sets options of the page.</param>
    /// <param name="datastore">The store; one in memory unless given.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="services">Adds services.</param>
    /// <param name="map">Maps the page; at <c>/esgen</c> unless given.</param>
    /// <param name="hasRunner">Whether a read model and a policy follow the events.</param>
    public static async Task<PageHost> StartAsync(
        Action<EsGenPageOptions>? page = null,
        Func<IDatastore>? datastore = null,
        string environment = "Development",
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null,
        bool hasRunner = true)
    {
        WebApplication app = Build(datastore, environment, services, hasRunner);
        try
        {
            (map ?? (target => target.MapEsGen("/esgen", page)))(app);
            await app.StartAsync();
            return new PageHost(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async Task<string> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using HttpResponseMessage response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        string content = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{path}: {response.StatusCode} {content}");
        return content;
    }

    public async Task<JsonElement> GetJsonAsync(string path)
    {
        using JsonDocument document = JsonDocument.Parse(await GetAsync(path));
        return document.RootElement.Clone();
    }

    public async Task<Account> SaveAccountAsync(string owner, params IEnumerable<decimal> deposits)
    {
        Account account = new(owner);
        foreach (decimal amount in deposits)
        {
            account.Deposit(amount);
        }

        await Application.Repository<Account>().SaveAsync(account);
        return account;
    }

    public Task WaitForRunnerAsync() => Services.GetRequiredService<EventSourcedRunner>().WaitUntilCaughtUpAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(Func<IDatastore>? datastore, string environment, Action<IServiceCollection>? services, bool hasRunner)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = environment, ApplicationName = "Bank" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<Post>();
        builder.Services.AddAntiforgery();
        builder.Services.AddEsGen(esgen => esgen.UseDatastore(_ => datastore?.Invoke() ?? InMemoryDatastore.Open()));
        if (hasRunner)
        {
            builder.Services.AddEsGen(static esgen => esgen
                .ConfigureRunner(static options => options.OnFailure = OnFailure.Park)
                .AddReadModel<BalanceEntry>()
                .AddPolicy<Thanking>());
        }

        services?.Invoke(builder.Services);
        return builder.Build();
    }
}
