namespace EsGen.Benchmarks;

/// <summary>One event of each kind, and the same as a record written by hand.</summary>
internal static class Samples
{
    private static readonly OrderLine[] s_lines = [.. Enumerable.Range(0, 10).Select(static line => new OrderLine("sku-" + line, line, 1.50m + line))];

    public static HandWrittenWallet.Paid Paid { get; } = new(Guid.CreateVersion7(), "reference-0123456789", 1234.50m, 7, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)));

    public static HandWrittenWallet.Ordered Ordered { get; } = new(Guid.CreateVersion7(), "customer-0123456789", s_lines);

    public static Wallet.Event Get(string name) => name == "Paid"
        ? new Wallet.Paid(Paid.PaymentId, Paid.Reference, Paid.Amount, Paid.Attempt, Paid.Due)
        : new Wallet.Ordered(Ordered.OrderId, Ordered.Customer, Ordered.Lines);

    public static SequencedItem Encode<T>(IDomainEvent e, in EventContext context)
        where T : class, IEventSourced<T> => T.Encode(e, context);

    public static IDomainEvent Decode<T>(in SequencedItem item)
        where T : class, IEventSourced<T> => T.Decode(item);
}
