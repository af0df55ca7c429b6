using EsGen.Tests.Domain;
using Xunit;

namespace EsGen.Tests.Commands;

/// <summary>Setting a property to what it is makes no event; setting it to what only looks equal does.</summary>
public class EqualValueTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Appointment _appointment = new(new Uri("http://a/#x"), s_noon, [new Uri("http://b/#x")], DateTime.SpecifyKind(s_noon.DateTime, DateTimeKind.Utc));

    [Fact]
    public void The_same_value_makes_no_event()
    {
        _appointment.Page = new Uri("http://a/#x");
        _appointment.At = s_noon;
        _appointment.Booked = DateTime.SpecifyKind(s_noon.DateTime, DateTimeKind.Utc);
        _appointment.Links = [new Uri("http://b/#x")];

        Assert.Equal(1, _appointment.Version);
    }

    [Fact]
    public void An_event_prints_the_elements_of_its_collections() => Assert.Equal(
        "LinksChanged { Links = [http://b/, http://c/] }",
        new Appointment.LinksChanged([new Uri("http://b/"), new Uri("http://c/")]).ToString());

    [Fact]
    public void A_value_that_is_stored_differently_makes_one()
    {
        _appointment.Page = new Uri("http://a/#y");
        _appointment.At = s_noon.ToOffset(TimeSpan.FromHours(2));
        _appointment.Booked = s_noon.DateTime;
        _appointment.Links = [new Uri("http://b/#y")];

        Assert.Equal(5, _appointment.Version);
        Assert.Equal(
            ("http://a/#y", TimeSpan.FromHours(2), DateTimeKind.Unspecified, "http://b/#y"),
            (_appointment.Page.OriginalString, _appointment.At.Offset, _appointment.Booked?.Kind, _appointment.Links[0].OriginalString));
    }
}
