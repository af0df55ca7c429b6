using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using EsGen;
using EsGen.LiteDB;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Sample.Web.Tests;

/// <summary>The API in the process of the test, with a store in memory that the test puts in the place of the program's.</summary>
public sealed class BookingTests : IDisposable
{
    private static readonly DateTimeOffset s_hour = new(2026, 5, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly WebApplicationFactory<Room> _root = new();
    private readonly WebApplicationFactory<Room> _factory;
    private readonly HttpClient _client;

    public BookingTests()
    {
        _factory = _root.WithWebHostBuilder(static web => web.ConfigureTestServices(static services =>
            services.AddEsGen(static esgen => esgen.UseDatastore(static _ => LiteDbDatastore.Open(":memory:")))));
        _client = _factory.CreateClient();
    }

    public void Dispose()
    {
        _client.Dispose();
        _factory.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task The_first_who_wishes_for_an_hour_gets_it()
    {
        Guid room = await OpenRoomAsync("Blue");
        Guid first = await BookAsync(room, "Ada");
        Guid second = await BookAsync(room, "Bob");
        Guid nowhere = await BookAsync(Guid.NewGuid(), "Eve");
        await CaughtUpAsync();
        Assert.Equal(["Confirmed", "Declined", "Declined"], [await StateAsync(first), await StateAsync(second), await StateAsync(nowhere)]);
        JsonElement[] bookings = (await _client.GetFromJsonAsync<JsonElement[]>($"/rooms/{room}/bookings"))!;
        Assert.Equal([first, second], bookings.Select(static booking => booking.GetProperty("id").GetGuid()).Order());
        Assert.Equal([("Blue", 1)], (await _client.GetFromJsonAsync<JsonElement[]>("/rooms"))!
            .Select(static line => (line.GetProperty("name").GetString()!, line.GetProperty("hours").GetInt32())));

        (await _client.DeleteAsync($"/bookings/{first}")).EnsureSuccessStatusCode();
        await CaughtUpAsync();
        Guid third = await BookAsync(room, "Bob");
        await CaughtUpAsync();
        Assert.Equal(["Cancelled", "Confirmed"], [await StateAsync(first), await StateAsync(third)]);
    }

    [Fact]
    public async Task In_development_there_is_a_page_of_what_is_stored()
    {
        Guid room = await OpenRoomAsync("Blue");
        Assert.Contains("Room.Opened", await _client.GetStringAsync($"/esgen/stream?id={room}"), StringComparison.Ordinal);
        using WebApplicationFactory<Room> production = _factory.WithWebHostBuilder(static web => web.UseEnvironment("Production"));
        using HttpClient client = production.CreateClient();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/esgen")).StatusCode);
    }

    [Fact]
    public async Task A_change_is_based_on_the_version_that_was_read()
    {
        Guid room = await OpenRoomAsync("Blue");
        HttpResponseMessage read = await _client.GetAsync($"/rooms/{room}");
        EntityTagHeaderValue version = read.Headers.ETag!;
        Assert.Equal("\"1\"", version.Tag);
        HttpResponseMessage renamed = await RenameAsync(room, "Green", version);
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (renamed.StatusCode, renamed.Headers.ETag!.Tag));
        await AssertProblemAsync(HttpStatusCode.Conflict, await RenameAsync(room, "Red", version));
        Assert.Equal(HttpStatusCode.OK, (await RenameAsync(room, "Red", version: null)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await RenameAsync(room, "Red", new EntityTagHeaderValue("\"nonsense\""))).StatusCode);
    }

    [Fact]
    public async Task What_isn_t_there_is_404_and_what_a_guard_refuses_422()
    {
        await AssertProblemAsync(HttpStatusCode.NotFound, await _client.GetAsync($"/rooms/{Guid.NewGuid()}"));
        Guid room = await OpenRoomAsync("Blue");
        await AssertProblemAsync(HttpStatusCode.NotFound, await _client.GetAsync($"/bookings/{room}"));
        await AssertProblemAsync(HttpStatusCode.UnprocessableEntity, await _client.PostAsJsonAsync("/rooms", new { name = " " }));
        await AssertProblemAsync(
            HttpStatusCode.UnprocessableEntity,
            await _client.PostAsJsonAsync("/bookings", new { room, hour = s_hour.AddMinutes(1), guest = "Ada" }));
    }

    [Fact]
    public async Task It_says_that_it_is_well()
    {
        Assert.Equal("Healthy", await _client.GetStringAsync("/health/ready"));
        Assert.Equal("Healthy", await _client.GetStringAsync("/health/live"));
    }

    private static async Task AssertProblemAsync(HttpStatusCode status, HttpResponseMessage response)
    {
        Assert.Equal((status, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.NotEmpty((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString()!);
    }

    private Task CaughtUpAsync() => _factory.Services.GetRequiredService<EventSourcedRunner>().WaitUntilCaughtUpAsync();

    private async Task<Guid> OpenRoomAsync(string name) => await IdAsync(await _client.PostAsJsonAsync("/rooms", new { name }));

    private async Task<Guid> BookAsync(Guid room, string guest) =>
        await IdAsync(await _client.PostAsJsonAsync("/bookings", new { room, hour = s_hour, guest }));

    private async Task<string> StateAsync(Guid booking) =>
        (await _client.GetFromJsonAsync<JsonElement>($"/bookings/{booking}")).GetProperty("state").GetString()!;

    private static async Task<Guid> IdAsync(HttpResponseMessage response)
    {
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private async Task<HttpResponseMessage> RenameAsync(Guid room, string name, EntityTagHeaderValue? version)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, $"/rooms/{room}") { Content = JsonContent.Create(new { name }) };
        if (version is not null)
        {
            request.Headers.IfMatch.Add(version);
        }

        return await _client.SendAsync(request);
    }
}
