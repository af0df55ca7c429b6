using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Xunit;

namespace EsGen.PackageTests;

/// <summary>Publishes the sample as its README says, and runs what comes out.</summary>
public sealed class PublishTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("esgen-publish-").FullName;

    [Fact]
    public Task A_trimmed_program_runs_the_quick_start() => AssertPublishedRunsAsync();

    [NativeFact]
    public Task A_native_program_runs_the_quick_start() => AssertPublishedRunsAsync("-p:Native=true");

    [NativeFact]
    public async Task A_native_web_application_answers_requests_and_its_policy_and_read_model_run()
    {
        string program = await PublishAsync("Sample/Web", "Sample.Web", "-p:Native=true");
        using ServerProcess server = await ServerProcess.StartAsync(Path.Combine(_folder, "bookings.db"), program);
        using CancellationTokenSource end = new(TimeSpan.FromMinutes(1));

        string room = await PostAsync(server.Client, "/rooms", """{ "name": "Blue" }""");
        string booking = await PostAsync(
            server.Client, "/bookings", $$"""{ "room": "{{room}}", "hour": "2026-05-01T09:00:00Z", "guest": "Ada" }""");
        string expected = $$"""
            [{"id":"{{booking}}","room":"{{room}}","hour":"2026-05-01T09:00:00+00:00","guest":"Ada","state":"Confirmed"}]
            """;
        while (await GetAsync(server.Client, $"/rooms/{room}/bookings") != expected)
        {
            await Task.Delay(20, end.Token);
        }

        Assert.Equal(expected, $"[{await GetAsync(server.Client, $"/bookings/{booking}")}]");
        Assert.Equal("Healthy", await server.Client.GetStringAsync("/health/ready"));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.GetAsync($"/rooms/{booking}")).StatusCode);
        Assert.Equal(0, await server.TerminateAsync());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task AssertPublishedRunsAsync(params string[] options)
    {
        string program = await PublishAsync("Sample", "Sample", options);
        CommandResult run = await Dotnet.RunProgramAsync(_folder, program);
        Assert.Contains("Account.WithdrawalRefused", run.AssertSucceeded().Output, StringComparison.Ordinal);
    }

    /// <summary>Publishes a project without a warning about what trimming takes away.</summary>
    /// <returns>The program.</returns>
    private async Task<string> PublishAsync(string project, string name, params string[] options)
    {
        string program = Path.Combine(_folder, "program");
        string build = Path.Combine(_folder, "build");
        CommandResult publish = await Dotnet.RunAsync(
            Checkout.Root,
            ["publish", project, "-r", RuntimeInformation.RuntimeIdentifier, "--artifacts-path", build, "-o", program, .. options]);

        Assert.DoesNotContain("warning IL", publish.AssertSucceeded().Output, StringComparison.OrdinalIgnoreCase);
        return Path.Combine(program, OperatingSystem.IsWindows() ? $"{name}.exe" : name);
    }

    private static async Task<string> PostAsync(HttpClient client, string path, string json)
    {
        using StringContent content = new(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.PostAsync(path, content);
        return JsonElement.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).GetProperty("id").GetString()!;
    }

    private static async Task<string> GetAsync(HttpClient client, string path)
    {
        using HttpResponseMessage response = await client.GetAsync(path);
        return await response.Content.ReadAsStringAsync();
    }
}
