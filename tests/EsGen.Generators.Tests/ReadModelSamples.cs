namespace EsGen.Generators.Tests;

/// <summary>Read models that tests generate code for.</summary>
internal static class ReadModelSamples
{
    public const string Appointment = """
        namespace Clinic;

        [Aggregate]
        public partial class Appointment
        {
            [Event("Booked")] public partial Appointment(Guid practitioner, DateTimeOffset start, string patient);
            public Guid Practitioner { get; private set; }
            public DateTimeOffset Start { get; private set; }
            public string Patient { get; private set; }
            [Event("Moved")] public partial void Move(DateTimeOffset start);
            [Event("Invited")] public partial void Invite(IReadOnlyList<Guid> guests);
            private partial void WhenInvited(IReadOnlyList<Guid> guests) { }
            [Event] public sealed partial record Noted(string Text, decimal? Fee);
            private partial void When(Noted e) { }
            [Discard("Cancelled")] public partial void Cancel();
        }

        [Aggregate]
        public partial class Guest
        {
            [Event] public partial Guest(string name);
            [Event] public partial string Name { get; set; }
        }
        """;

    public const string AgendaEntry = """
        namespace Clinic;

        /// <summary>A line of the agenda.</summary>
        [ReadModel("agenda")]
        [Index(nameof(Practitioner), nameof(Start))]
        public partial class AgendaEntry
        {
            private readonly List<string> _notes = [];

            [Key] public Guid AppointmentId { get; private set; }
            [Indexed] public Guid Practitioner { get; private set; }
            public DateTimeOffset Start { get; private set; }
            [Indexed] public IReadOnlyList<Guid>? Guests { get; private set; }
            [Indexed] public decimal? Fee { get; private set; }
            public string Patient { get; private set; } = "";
            public IReadOnlyList<string> Notes => _notes;

            private void On(Appointment.Booked e) => (Practitioner, Start, Patient) = (e.Practitioner, e.Start, e.Patient);
            private void On(Appointment.Moved e, EventContext context) => Start = e.Start;
            private void On(Appointment.Invited e) => Guests = e.Guests;
            [IfExists] private void On(Appointment.Noted e) => Note(e.Text, e.Fee);
            private void On(Appointment.Cancelled e) => Remove();
            [RouteBy(nameof(Guests))] private void On(Guest.NameChanged e) => _notes.Add(e.Name);

            private void Note(string text, decimal? fee)
            {
                _notes.Add(text);
                Fee = fee;
            }
        }
        """;

    /// <summary>By keys that are no ids of entities.</summary>
    public const string Day = """
        namespace Clinic;

        public readonly record struct Room(string Name);

        [ReadModel]
        public partial class Day
        {
            [Key] public DateOnly Date { get; private set; }
            [Indexed] public int Appointments { get; private set; }
            public Room? Room { get; private set; }

            private static DateOnly KeyOf(Appointment.Booked e) => DateOnly.FromDateTime(e.Start.Date);
            private static DateOnly? KeyOf(Appointment.Moved e, EventContext context) => context.Position > 5 ? null : DateOnly.FromDateTime(e.Start.Date);

            private void On(Appointment.Booked e) => Appointments++;
            [IfExists] private void On(Appointment.Moved e) => Appointments++;
        }

        [ReadModel]
        public partial class RoomUse
        {
            public long Uses { get; private set; }
            private static Room KeyOf(Guest.Created e) => new(e.Name);
            private static IEnumerable<Room> KeyOf(Guest.NameChanged e) => e.Name.Split(' ').Select(part => new Room(part));
            private void On(Guest.Created e) => Uses++;
            private void On(Guest.NameChanged e) => Uses++;
        }
        """;
}
