using System.Net;
using System.Net.Http.Json;
using EsGen;
using EsGen.LiteDB;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EsGenWeb.Tests;

public sealed class OrderTests : IDisposable
{
    private readonly WebApplicationFactory<Order> _root = new();
    private readonly WebApplicationFactory<Order> _factory;
    private readonly HttpClient _client;

    public OrderTests()
    {
        _factory = _root.WithWebHostBuilder(web => web.ConfigureTestServices(services =>
            services.AddEsGen(esgen => esgen.UseDatastore(_ => LiteDbDatastore.Open(":memory:")))));
        _client = _factory.CreateClient();
    }

    public void Dispose()
    {
        _client.Dispose();
        _factory.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task A_paid_order_is_shipped_once()
    {
        HttpResponseMessage placed = await _client.PostAsJsonAsync("/orders", new NewOrder("Ada", 10m));
        OrderView order = (await placed.Content.ReadFromJsonAsync<OrderView>())!;
        for (int i = 0; i < 2; i++)
        {
            (await _client.PostAsync($"/orders/{order.Id}/payment", content: null)).EnsureSuccessStatusCode();
        }

        await _factory.Services.GetRequiredService<EventSourcedRunner>().WaitUntilCaughtUpAsync();
        EventSourcedRepository<Shipment> shipments = _factory.Services.GetRequiredService<EventSourcedRepository<Shipment>>();
        Assert.Equal(order.Id, shipments.Get(Assert.Single(shipments.GetIds())).Order);
        Assert.Equal([order with { IsPaid = true }], (await _client.GetFromJsonAsync<OrderView[]>("/orders?customer=Ada"))!);
    }

    [Fact]
    public async Task What_can_t_be_is_refused()
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _client.PostAsJsonAsync("/orders", new NewOrder("", 10m))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync($"/orders/{Guid.NewGuid()}")).StatusCode);
        Assert.Equal("Healthy", await _client.GetStringAsync("/health/ready"));
    }
}
