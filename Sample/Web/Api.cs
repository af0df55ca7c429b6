using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sample.Web;

public sealed record NewRoom(string Name);

public sealed record RoomView(Guid Id, string Name);

public sealed record RoomLine(string Name, int Hours);

public sealed record NewBooking(Guid Room, DateTimeOffset Hour, string Guest);

public sealed record BookingView(Guid Id, Guid Room, DateTimeOffset Hour, string Guest, BookingState State)
{
    public static BookingView Of(Booking booking) => new(booking.Id, booking.Room, booking.Hour, booking.Guest, booking.State);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(NewRoom))]
[JsonSerializable(typeof(RoomView))]
[JsonSerializable(typeof(RoomLine[]))]
[JsonSerializable(typeof(NewBooking))]
[JsonSerializable(typeof(BookingView))]
[JsonSerializable(typeof(BookingView[]))]
[JsonSerializable(typeof(Microsoft.AspNetCore.Mvc.ProblemDetails))]
internal sealed partial class ApiJson : JsonSerializerContext;
