using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using EsGen;
using EsGen.LiteDB;
using Xunit;

namespace Sample.Web.Tests;

/// <summary>The program under several clients, killed and started again.</summary>
public sealed class ServerTests
{
    private const int Clients = 8;
    private const int Hours = 12;

    [Fact]
    public async Task Whatever_is_killed_when_no_hour_is_given_twice_and_no_wish_is_lost()
    {
        using TemporaryFolder folder = new();
        string store = folder.File("bookings.db");
        ConcurrentBag<Guid> accepted = [];
        Guid[] rooms = [];
        for (int round = 0; round < 3; round++)
        {
            using ServerProcess server = await StartAsync(store);
            if (round == 0)
            {
                rooms = [.. await Task.WhenAll(Enumerable.Range(0, 3).Select(n => IdAsync(server.Client.PostAsJsonAsync("/rooms", new { name = $"Room {n}" }))))];
            }

            using CancellationTokenSource end = new();
            Task[] clients = [.. Enumerable.Range(0, Clients).Select(n => BookAsync(server.Client, new Random((round * Clients) + n), rooms, accepted, end.Token))];
            int before = accepted.Count;
            while (accepted.Count < before + 60)
            {
                Assert.Contains(clients, static client => !client.IsCompleted);
                await Task.Delay(5);
            }

            server.Kill();
            await end.CancelAsync();
            await Task.WhenAll(clients);
        }

        using (ServerProcess server = await StartAsync(store))
        {
            await WaitUntilHealthyAsync(server.Client, rooms);
            Assert.Equal(0, await server.TerminateAsync());
        }

        using LiteDbDatastore datastore = LiteDbDatastore.Open(store);
        using EventSourcedApplication application = new(datastore);
        EventSourcedRepository<Booking> bookings = application.Repository<Booking>();
        Booking[] all = [.. bookings.GetIds(limit: 100_000).Select(id => bookings.Get(id))];
        Assert.Empty(accepted.Except(all.Select(static booking => booking.Id)));
        foreach (IGrouping<(Guid, DateTimeOffset), Booking> hour in all.GroupBy(static booking => (booking.Room, booking.Hour)))
        {
            Assert.Single(hour, static booking => booking.State == BookingState.Confirmed);
            Assert.All(hour, static booking => Assert.NotEqual(BookingState.Requested, booking.State));
        }
    }

    [Fact]
    public async Task A_trace_goes_from_one_process_s_request_to_what_the_other_s_policy_stores()
    {
        using TemporaryFolder folder = new();
        string store = folder.File("bookings.db");
        using Activity request = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        using (ServerProcess server = await StartAsync(store))
        {
            Guid room = await IdAsync(server.Client.PostAsJsonAsync("/rooms", new { name = "Blue" }));
            await IdAsync(server.Client.PostAsJsonAsync("/bookings", new { room, hour = new DateTimeOffset(2026, 5, 1, 9, 0, 0, TimeSpan.Zero), guest = "Ada" }));
            await WaitUntilHealthyAsync(server.Client, [room]);
            Assert.Equal(0, await server.TerminateAsync());
        }

        using LiteDbDatastore datastore = LiteDbDatastore.Open(store);
        IReadOnlyList<Notification> all = datastore.ActiveRecordStrategy.GetNotifications(0, 10);
        Assert.Equal(
            ["Room.Opened", "Booking.Requested", "Room.Taken", "Booking.Confirmed"], all.Select(static notification => notification.Item.Topic));
        Assert.All(all, notification =>
            Assert.Equal(request.TraceId.ToHexString(), new EventContext(notification.Item).Metadata["correlation"]));
        Assert.StartsWith($"00-{request.TraceId}-", new EventContext(all[1].Item).Metadata["traceparent"], StringComparison.Ordinal);
        Assert.Equal($"{all[1].Item.SequenceId}:0", new EventContext(all[3].Item).Metadata["causation"]);
    }

    private static Task<ServerProcess> StartAsync(string store) => ServerProcess.StartAsync(store, "dotnet", typeof(Room).Assembly.Location);

    private static async Task BookAsync(HttpClient client, Random random, Guid[] rooms, ConcurrentBag<Guid> accepted, CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                DateTimeOffset hour = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero).AddHours(random.Next(Hours));
                accepted.Add(await IdAsync(client.PostAsJsonAsync(
                    "/bookings", new { room = rooms[random.Next(rooms.Length)], hour, guest = $"Guest {random.Next()}" }, cancellationToken)));
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            // The server is gone; whether this wish was stored nobody knows.
        }
    }

    /// <summary>Waits until nothing is behind and no wish is left.</summary>
    private static async Task WaitUntilHealthyAsync(HttpClient client, Guid[] rooms)
    {
        using CancellationTokenSource end = new(TimeSpan.FromMinutes(2));
        foreach (Guid room in rooms)
        {
            while (await client.GetAsync($"/rooms/{room}/bookings", end.Token) is var response
                && (!response.IsSuccessStatusCode
                    || (await response.Content.ReadFromJsonAsync<JsonElement[]>(end.Token))!.Any(static booking => booking.GetProperty("state").GetString() == "Requested")))
            {
                await Task.Delay(20, end.Token);
            }
        }

        Assert.Equal("Healthy", await client.GetStringAsync("/health/ready", end.Token));
    }

    private static async Task<Guid> IdAsync(Task<HttpResponseMessage> sent)
    {
        using HttpResponseMessage response = await sent;
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }
}
