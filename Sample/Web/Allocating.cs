using EsGen;

namespace Sample.Web;

/// <summary>
/// Whenever an hour is wished for, it is given to the booking, or the booking is declined. Room and booking are stored in one commit with
/// the policy's position, so that it happens exactly once, whatever is killed when.
/// </summary>
[Policy("allocating")]
public partial class Allocating(EventSourcedRepository<Room> rooms, EventSourcedRepository<Booking> bookings)
{
    private async Task<IEventSourced[]> On(Booking.Requested e, EventContext context, CancellationToken cancellationToken)
    {
        Booking booking = await bookings.GetAsync(context.Id, cancellationToken);
        if (booking.State != BookingState.Requested)
        {
            return [];
        }

        Room? room = await rooms.TryGetAsync(e.Room, cancellationToken);
        if (room is null)
        {
            booking.Decline("There is no such room.");
            return [booking];
        }

        if (!room.TryTake(e.Hour, booking.Id))
        {
            booking.Decline("The hour is taken.");
            return [booking];
        }

        booking.Confirm();
        return [room, booking];
    }

    private async Task<Room?> On(Booking.Cancelled e, EventContext context, CancellationToken cancellationToken)
    {
        Booking booking = await bookings.GetAsync(context.Id, cancellationToken);
        Room? room = await rooms.TryGetAsync(booking.Room, cancellationToken);
        room?.Release(booking.Hour, booking.Id);
        return room;
    }
}
