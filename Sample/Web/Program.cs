using EsGen;
using EsGen.LiteDB;
using Microsoft.AspNetCore.Http.HttpResults;
using Sample.Web;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<EventSourcingExceptionHandler>();
builder.Services.AddEsGen(static esgen => esgen
    .UseDatastore(static services => LiteDbDatastore.Open(services.GetRequiredService<IConfiguration>()["Store"] ?? "bookings.db"))
    .BindConfiguration()
    .AddReadModel<RoomEntry>()
    .AddReadModel<BookingEntry>()
    .AddPolicy<Allocating>());
builder.Services.AddHealthChecks().AddEsGen();
builder.Services.AddAntiforgery();

WebApplication app = builder.Build();
app.UseExceptionHandler();
if (app.Environment.IsDevelopment())
{
    // Elsewhere it wants to be told who may look: page.AuthorizationPolicy.
    app.MapEsGen("/esgen", static page => page.AllowChanges = true);
}

// Each with the type that it returns, because what makes the endpoints of a native program doesn't see what other generators make.
app.MapPost("/rooms", static async Task<Created<RoomView>> (
    NewRoom body, EventSourcedRepository<Room> rooms, HttpResponse response, CancellationToken cancellationToken) =>
{
    Room room = new(body.Name);
    await rooms.SaveAsync(room, cancellationToken);
    ExpectedVersion.Tag(response, room);
    return TypedResults.Created($"/rooms/{room.Id}", new RoomView(room.Id, room.Name));
});
app.MapGet("/rooms/{id:guid}", static async Task<RoomView> (
    Guid id, EventSourcedRepository<Room> rooms, HttpResponse response, CancellationToken cancellationToken) =>
{
    Room room = await rooms.GetAsync(id, cancellationToken);
    ExpectedVersion.Tag(response, room);
    return new RoomView(room.Id, room.Name);
});
app.MapPut("/rooms/{id:guid}", static async Task<RoomView> (
    Guid id, NewRoom body, EventSourcedRepository<Room> rooms, HttpRequest request) =>
{
    Room room = await rooms.UpdateAsync(id, request, room => room.Rename(body.Name));
    ExpectedVersion.Tag(request.HttpContext.Response, room);
    return new RoomView(room.Id, room.Name);
});
app.MapGet("/rooms", static RoomLine[] (ReadModels<RoomEntry> rooms) =>
    [.. rooms.All().Select(static room => new RoomLine(room.Name, room.Hours))]);
app.MapGet("/rooms/{id:guid}/bookings", static BookingView[] (Guid id, ReadModels<BookingEntry> bookings) =>
[
    .. bookings.FindByRoom(id, limit: 10_000).Select(
        booking => new BookingView(bookings.KeyOf(booking), booking.Room, booking.Hour, booking.Guest, booking.State)),
]);
app.MapPost("/bookings", static async Task<Accepted<BookingView>> (
    NewBooking body, EventSourcedRepository<Booking> bookings, CancellationToken cancellationToken) =>
{
    Booking booking = new(body.Room, body.Hour, body.Guest);
    await bookings.SaveAsync(booking, cancellationToken);

    // Whether it is confirmed turns out in a moment.
    return TypedResults.Accepted($"/bookings/{booking.Id}", BookingView.Of(booking));
});
app.MapGet("/bookings/{id:guid}", static async Task<BookingView> (
    Guid id, EventSourcedRepository<Booking> bookings, HttpResponse response, CancellationToken cancellationToken) =>
{
    Booking booking = await bookings.GetAsync(id, cancellationToken);
    ExpectedVersion.Tag(response, booking);
    return BookingView.Of(booking);
});
app.MapDelete("/bookings/{id:guid}", static async Task<BookingView> (
    Guid id, EventSourcedRepository<Booking> bookings, HttpRequest request) =>
    BookingView.Of(await bookings.UpdateAsync(id, request, static booking => booking.Cancel())));
app.MapHealthChecks("/health/ready", new() { Predicate = static check => check.Tags.Contains("ready") });
app.MapHealthChecks("/health/live", new() { Predicate = static check => check.Tags.Contains("live") });
app.Run();
