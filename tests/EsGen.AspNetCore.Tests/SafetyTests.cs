using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EsGen.AspNetCore.Tests;

/// <summary>Who sees the page, and what nobody can do with it.</summary>
public sealed class SafetyTests
{
    private static readonly string[] s_pages =
        ["/esgen", "/esgen/", "/esgen/events", "/esgen/runner", "/esgen/parked?policy=thanking", "/esgen/api/streams",
            "/esgen/api/runner", "/esgen/assets/esgen.js"];

    [Fact]
    public async Task It_is_not_there_unless_mapped()
    {
        await using PageHost host = await PageHost.StartAsync(map: static _ => { });
        await host.GetAsync("/esgen", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Outside_of_development_it_refuses_to_start_without_a_policy(string environment)
    {
        InvalidOperationException exception =
            await Assert.ThrowsAsync<InvalidOperationException>(() => PageHost.StartAsync(environment: environment));
        Assert.Contains("AuthorizationPolicy = \"operators\"", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_is_not_there_is_said_at_the_start()
    {
        Action<EsGenPageOptions> page = static options => options.AuthorizationPolicy = "operators";
        InvalidOperationException none = await Assert.ThrowsAsync<InvalidOperationException>(() => PageHost.StartAsync(page));
        Assert.Contains("there is no authorization", none.Message, StringComparison.Ordinal);
        InvalidOperationException missing = await Assert.ThrowsAsync<InvalidOperationException>(
            () => PageHost.StartAsync(page, services: static services => services.AddAuthorization()));
        Assert.Contains("'operators', which isn't there", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_policy_nobody_else_gets_anything_of_it_though_somebody_lets_everybody_in()
    {
        await using PageHost host = await PageHost.StartAsync(
            environment: "Production",
            services: AddOperators,
            map: static app => app.MapGroup("/ops").AllowAnonymous()
                .MapEsGen("/esgen", static page => page.AuthorizationPolicy = "operators").AllowAnonymous());
        foreach (string page in s_pages)
        {
            await host.GetAsync("/ops" + page, HttpStatusCode.Unauthorized);
            host.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Name", "guest");
            await host.GetAsync("/ops" + page, HttpStatusCode.Forbidden);
            host.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Name", "operator");
            await host.GetAsync("/ops" + page);
            host.Client.DefaultRequestHeaders.Authorization = null;
        }
    }

    [Fact]
    public async Task What_it_needs_and_has_not_is_said_at_the_start()
    {
        InvalidOperationException key = await Assert.ThrowsAsync<InvalidOperationException>(
            () => PageHost.StartAsync(static page => page.Key = "north"));
        Assert.Contains("AddEsGen(\"north\"", key.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new EsGenPageOptions { PageSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EsGenPageOptions { PageSize = 501 });
        Assert.Throws<ArgumentException>(() => new EsGenPageOptions { AuthorizationPolicy = " " });
        Assert.Throws<ArgumentException>(() => new EsGenPageOptions { Key = "" });
        await using WebApplication app = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" }).Build();
        Assert.Contains(
            "AddEsGen(", Assert.Throws<InvalidOperationException>(() => app.MapEsGen()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_keeps_a_browser_from_running_anything_of_others()
    {
        await using PageHost host = await PageHost.StartAsync();
        foreach (string page in s_pages.Append("/esgen/stream?id=x"))
        {
            using HttpResponseMessage response = await host.Client.GetAsync(new Uri(page, UriKind.Relative));
            string policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        }

        string html = await host.GetAsync("/esgen");
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_stored_is_text()
    {
        const string Hostile = "</td><script>alert(1)</script>\"'<img src=x onerror=alert(1)>\u202e\0";
        await using PageHost host = await PageHost.StartAsync();
        Account account = new(Hostile.Replace("\0", "", StringComparison.Ordinal));
        account.Note(Hostile.Replace("\0", "", StringComparison.Ordinal));
        account.Limit("<script>alert(2)</script>", 1);
        await host.Application.Repository<Account>().SaveAsync(account);
        host.Application.EventStore.ActiveRecordStrategy.Append(
            new SequencedItem(Guid.NewGuid(), 0, "<script>alert(3)</script>.\u202e", "<script>alert(4)</script>"u8.ToArray())
            {
                Metadata = "</script><script>alert(5)</script>"u8.ToArray(),
            },
            new SequencedItem(Guid.NewGuid(), 0, "Account.Opened", "{\"owner\":\"\\ud800\"}"u8.ToArray()));
        List<string> paths =
        [
            "/esgen", "/esgen/events", "/esgen?entity=<script>alert(6)</script>", "/esgen/trace?correlation=<script>alert(7)</script>",
            "/esgen/parked?policy=thanking&done=<script>",
        ];
        JsonElement streams = (await host.GetJsonAsync("/esgen/api/streams")).GetProperty("streams");
        foreach (JsonLine stream in streams.EnumerateArray().Select(static e => new JsonLine(e)))
        {
            for (long version = 1; version <= stream.Version; version++)
            {
                paths.Add($"/esgen/stream?id={stream.Id}&version={version}");
                paths.Add($"/esgen/stream/step?id={stream.Id}&version={version}");
                await host.GetJsonAsync($"/esgen/api/state?id={stream.Id}&version={version}");
            }
        }

        Assert.True(paths.Count >= 15);
        foreach (string path in paths)
        {
            string html = await host.GetAsync(path);
            string markup = html.Replace("&lt;script&gt;alert(", "", StringComparison.Ordinal)
                .Replace("onerror=alert(", "", StringComparison.Ordinal);
            Assert.DoesNotContain("alert(", markup, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
            Assert.DoesNotContain("\u202e", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Links_lead_to_where_it_is_mapped()
    {
        await using PageHost host = await PageHost.StartAsync(map: static app =>
        {
            app.UsePathBase("/shop");
            app.UseRouting();
            app.MapGroup("/{tenant}").MapEsGen("/es gen");
        });
        string html = await host.GetAsync("/shop/a%2Fb/es%20gen/events");
        Assert.Contains("href=\"/shop/a%252Fb/es%20gen/assets/esgen.css", html, StringComparison.Ordinal);
        await using PageHost atRoot = await PageHost.StartAsync(map: static app => app.MapEsGen("/"));
        Assert.Contains("href=\"/events\"", await atRoot.GetAsync("/"), StringComparison.Ordinal);
    }

    private static void AddOperators(IServiceCollection services)
    {
        services.AddAuthentication("Name").AddScheme<AuthenticationSchemeOptions, ByName>("Name", null);
        services.AddAuthorizationBuilder().AddPolicy("operators", static policy => policy.RequireAuthenticatedUser().RequireRole("operator"));
    }

    private sealed record JsonLine(Guid Id, long Version)
    {
        public JsonLine(JsonElement line)
            : this(line.GetProperty("id").GetGuid(), line.GetProperty("version").GetInt64())
        {
        }
    }

    /// <summary>Believes whoever says its name.</summary>
    private sealed class ByName(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out AuthenticationHeaderValue? header))
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            ClaimsIdentity identity = new([new Claim(ClaimTypes.Role, header.Parameter!)], Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
        }
    }
}
