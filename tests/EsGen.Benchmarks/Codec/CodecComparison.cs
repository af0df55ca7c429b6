using System.Diagnostics;
using System.Text.Json;

namespace EsGen.Benchmarks;

/// <summary>
/// The benchmarks of the codec in turns, round by round, so that a busy machine slows both sides alike: prints the fastest round of each and
/// their ratio.
/// </summary>
internal static class CodecComparison
{
    private const int Rounds = 200;
    private const int Repetitions = 2_000;

    public static void Run()
    {
        Wallet.Event paid = Samples.Get("Paid"), ordered = Samples.Get("Ordered");
        EventContext context = new(Guid.CreateVersion7(), 1, DateTimeOffset.UnixEpoch);
        SequencedItem paidItem = Samples.Encode<Wallet>(paid, context), orderedItem = Samples.Encode<Wallet>(ordered, context);
        Compare("encode Paid", Repeat(() => JsonSerializer.SerializeToUtf8Bytes(Samples.Paid, HandWrittenContext.Default.Paid)), Repeat(() => Samples.Encode<Wallet>(paid, context)), Repetitions);
        Compare("encode Ordered", Repeat(() => JsonSerializer.SerializeToUtf8Bytes(Samples.Ordered, HandWrittenContext.Default.Ordered)), Repeat(() => Samples.Encode<Wallet>(ordered, context)), Repetitions);
        Compare("decode Paid", Repeat(() => JsonSerializer.Deserialize(paidItem.Data.Span, HandWrittenContext.Default.Paid)), Repeat(() => Samples.Decode<Wallet>(paidItem)), Repetitions);
        Compare("decode Ordered", Repeat(() => JsonSerializer.Deserialize(orderedItem.Data.Span, HandWrittenContext.Default.Ordered)), Repeat(() => Samples.Decode<Wallet>(orderedItem)), Repetitions);
        foreach ((string name, StoredWallet wallet) in (ReadOnlySpan<(string, StoredWallet)>)[("Paid", StoredWallet.OfPaid), ("Charged", StoredWallet.OfCharged), ("Ordered", StoredWallet.OfOrdered)])
        {
            Compare("replay " + name, () => wallet.ReplayByHand(), () => wallet.ReplayFused(), StoredWallet.Events);
        }
    }

    private static Action Repeat<T>(Func<T> function) => () =>
    {
        for (int i = 0; i < Repetitions; i++)
        {
            function();
        }
    };

    private static void Compare(string name, Action systemTextJson, Action esGen, int operations)
    {
        double left = double.MaxValue, right = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            left = Math.Min(left, Measure(systemTextJson));
            right = Math.Min(right, Measure(esGen));
        }

        Console.WriteLine($"{name,-16} System.Text.Json {left / operations,8:F0} ns   EsGen {right / operations,8:F0} ns   ratio {right / left:F2}");
    }

    private static double Measure(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }
}
