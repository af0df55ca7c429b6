using System.Collections.Frozen;
using EsGen.Tests.Domain;
using EsGen.Tests.Domain.Shapes;
using Xunit;

namespace EsGen.Tests.BadInput;

/// <summary>Ten thousand damaged events: each is decoded or refused, fast, and without a word about what is in it.</summary>
public class MutatedPayloadTests
{
    private const string Secret = "secret";

    private static readonly Guid s_id = Guid.Parse("0197d2a0-0000-7000-8000-000000000001");

    private static readonly EveryShape.Event[] s_events =
    [
        new EveryShape.Numbered(-1234567890123456789, (Half)1.5, Int128.MinValue, UInt128.MaxValue, new Version(1, 2, 3), new byte[] { 1, 2, 3 }, null, new byte[100]),
        new EveryShape.Nested(
            new Money(1.10m, Secret),
            new Line(new Sku(Secret), 2, null) { Notes = [Secret, "é\"漢"], Link = new Uri("https://example.com/#secret") },
            new Node(Secret, [new Node("a", []), new Node("b", [new Node("c", [])])]) { Next = new Node("d", []) },
            new Invoice(3m, [1, 2]),
            (1, [Secret]),
            (new Money(2m), new Sku(Secret)),
            null,
            new Percentage(99),
            new Rational(1, 2)),
        new EveryShape.Collected(
            [Secret, "b"],
            new HashSet<Sku> { new(Secret) },
            FrozenSet.Create(3, 1, 2),
            [new Money(1m)],
            new() { [Secret] = [1, 2, 3], ["b"] = [] },
            new Dictionary<Guid, Money?> { [s_id] = null },
            new Dictionary<Colour, double> { [Colour.Red] = 1.5 }.ToFrozenDictionary(),
            null,
            [[Secret, null], []],
            [new Card(1m, Secret), new Cash(2m)],
            [[new Line(new Sku(Secret), 1, new Money(3m)) { Notes = [] }]]),
    ];

    private static SequencedItem Encode(IDomainEvent e) => Encode<EveryShape>(e);

    private static SequencedItem Encode<T>(IDomainEvent e)
        where T : class, IEventSourced<T> => T.Encode(e, new EventContext(s_id, 1, DateTimeOffset.UnixEpoch));

    private static IDomainEvent Decode(in SequencedItem item) => Decode<EveryShape>(item);

    private static IDomainEvent Decode<T>(in SequencedItem item)
        where T : class, IEventSourced<T> => T.Decode(item);

    [Fact]
    public void A_damaged_event_is_decoded_or_malformed_within_bounds()
    {
        SequencedItem[] items = [.. s_events.Select(Encode)];
        Random random = new(20261123);
        int decoded = 0, refused = 0;
        for (int round = 0; round < 10_000; round++)
        {
            SequencedItem item = items[round % items.Length];
            byte[] data = PayloadMutation.Damage(item.Data.ToArray(), random);
            item = item with { Data = data };
            IDomainEvent? e = null;
            MalformedEventException? refusal = null;
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                e = Decode(item);
            }
            catch (MalformedEventException exception)
            {
                refusal = exception;
            }

            // An exception has its message and stack trace; a frozen collection its tables.
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (2 * data.Length) + 32_768);
            if (e is not null)
            {
                decoded++;
                Assert.Equal(e, Decode(Encode(e)));
            }
            else
            {
                refused++;
                Assert.DoesNotContain(Secret, refusal!.Message, StringComparison.Ordinal);
                Assert.Null(refusal.InnerException);
                if (refusal.ByteOffset is { } offset)
                {
                    Assert.InRange(offset, 0, data.Length);
                }
                else
                {
                    Assert.NotNull(refusal.Field);
                }
            }
        }

        Assert.True(decoded > 500, $"decoded {decoded}");
        Assert.True(refused > 5_000, $"refused {refused}");
    }

    [Fact]
    public void The_same_values_in_another_dress_are_the_same_event()
    {
        Random random = new(20261123);
        foreach (EveryShape.Event e in s_events)
        {
            SequencedItem item = Encode(e);
            for (int round = 0; round < 200; round++)
            {
                Assert.Equal(e, Decode(item with { Data = PayloadMutation.Disguise(item.Data.ToArray(), random) }));
            }
        }
    }
}
