using System.Text.Json.Serialization;

namespace EsGen.Tests.Documentation;

#pragma warning disable SA1402, MA0048 // As docs/value-objects.md has it, in one piece.

/// <summary>An e-mail address: checked and brought into one form when somebody gives it, kept as it was when it is read.</summary>
public sealed record EmailAddress
{
    private EmailAddress(string text) => Text = text;

    public string Text { get; }

    public static EmailAddress Of(string text) => text.Contains('@', StringComparison.Ordinal)
        ? new(text.Trim().ToLowerInvariant())
        : throw new ArgumentException("An e-mail address has an @.", nameof(text));
}

/// <summary>A period whose public constructor checks, and whose private one is for reading.</summary>
public sealed record Period
{
    public Period(DateOnly first, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        (First, Last) = (first, first.AddDays(days - 1));
    }

    [JsonConstructor]
    private Period(DateOnly first, DateOnly last) => (First, Last) = (first, last);

    public DateOnly First { get; }

    public DateOnly Last { get; }
}

/// <summary>Who gets the newsletter, and when.</summary>
[Aggregate]
public partial class Subscription
{
    [Event("Subscribed")] public partial Subscription(EmailAddress address, Period period);

    public EmailAddress Address { get; private set; }

    public Period Period { get; private set; }
}
