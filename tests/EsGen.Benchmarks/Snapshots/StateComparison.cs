using System.Diagnostics;
using System.Text;
using System.Text.Json;
using EsGen.CompilerServices;

namespace EsGen.Benchmarks.Snapshots;

/// <summary>
/// A state of five fields as JSON, beside System.Text.Json with a source-generated context over a record of the same members: in turns, round by
/// round, so that a busy machine slows both sides alike. Prints the fastest round of each and their ratio.
/// </summary>
internal static class StateComparison
{
    private const int Rounds = 200;
    private const int Repetitions = 2_000;

    public static void Run()
    {
        Parcel parcel = new(Guid.CreateVersion7(), "reference-0123456789", 1234.50m, 7, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)));
        ParcelState byHand = new(
            parcel.Id, parcel.Version, parcel.CreatedOn, parcel.LastModified, parcel.IsDiscarded, parcel.Customer, parcel.Reference, parcel.Price, parcel.Pieces, parcel.Due);
        EntityDescription description = DescriptionOf<Parcel>();
        EntityState<Parcel> state = (EntityState<Parcel>)description.State!;
        byte[] written = [.. state.Write(parcel).Span];
        Console.WriteLine($"EsGen            {Encoding.UTF8.GetString(description.GetState(parcel).Span)}");
        Console.WriteLine($"System.Text.Json {Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(byHand, ParcelContext.Default.ParcelState))}");
        Compare("write, to be shown", () => JsonSerializer.SerializeToUtf8Bytes(byHand, ParcelContext.Default.ParcelState), () => description.GetState(parcel));
        Compare("write, for a snapshot", () => JsonSerializer.SerializeToUtf8Bytes(byHand, ParcelContext.Default.ParcelState), () => state.Write(parcel));
        Compare("read", () => JsonSerializer.Deserialize(written, ParcelContext.Default.ParcelState), () => state.Restore(description, written));
    }

    private static EntityDescription DescriptionOf<T>()
        where T : class, IEventSourced<T> => T.Description;

    private static void Compare<TLeft, TRight>(string name, Func<TLeft> systemTextJson, Func<TRight> esGen)
    {
        double left = double.MaxValue, right = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            left = Math.Min(left, Measure(systemTextJson));
            right = Math.Min(right, Measure(esGen));
        }

        Console.WriteLine(
            $"{name,-24} System.Text.Json {left,6:F0} ns, {Allocated(systemTextJson)} B   EsGen {right,6:F0} ns, {Allocated(esGen)} B   ratio {right / left:F2}");
    }

    private static double Measure<T>(Func<T> function)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Repetitions; i++)
        {
            function();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Repetitions;
    }

    private static long Allocated<T>(Func<T> function)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        function();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
