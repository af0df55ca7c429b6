using EsGen;
using EsGen.LiteDB;
using EsGenWeb;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<EventSourcingExceptionHandler>();
builder.Services.AddEsGen(esgen => esgen
    .UseDatastore(services => LiteDbDatastore.Open(services.GetRequiredService<IConfiguration>()["Store"]!))
    .BindConfiguration()
    .AddReadModel<OrderLine>()
    .AddPolicy<Shipping>());
builder.Services.AddHealthChecks().AddEsGen();

WebApplication app = builder.Build();
app.UseExceptionHandler();

app.MapPost("/orders", async (NewOrder body, EventSourcedRepository<Order> orders, CancellationToken cancellationToken) =>
{
    Order order = new(body.Customer, body.Total);
    await orders.SaveAsync(order, cancellationToken);
    return TypedResults.Created($"/orders/{order.Id}", new OrderView(order.Id, order.Customer, order.Total, order.IsPaid));
});
app.MapPost("/orders/{id:guid}/payment", async (Guid id, EventSourcedRepository<Order> orders, CancellationToken cancellationToken) =>
{
    await orders.UpdateAsync(id, order => order.Pay(), cancellationToken);
    return TypedResults.NoContent();
});
app.MapGet("/orders/{id:guid}", async (Guid id, EventSourcedRepository<Order> orders, CancellationToken cancellationToken) =>
{
    Order order = await orders.GetAsync(id, cancellationToken);
    return new OrderView(order.Id, order.Customer, order.Total, order.IsPaid);
});
app.MapGet("/orders", (string customer, ReadModels<OrderLine> lines) =>
    lines.FindByCustomer(customer).Select(line => new OrderView(lines.KeyOf(line), line.Customer, line.Total, line.IsPaid)));
app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") });
app.MapHealthChecks("/health/live", new() { Predicate = check => check.Tags.Contains("live") });
app.Run();

public sealed record NewOrder(string Customer, decimal Total);

public sealed record OrderView(Guid Id, string Customer, decimal Total, bool IsPaid);
