using System.Globalization;
using EsGen.CompilerServices;

namespace EsGen.Testing;

/// <summary>What holds of every entity, whatever a scenario is about.</summary>
internal static class ScenarioLaws
{
    private static readonly CultureInfo s_otherCulture = MakeOtherCulture();

    /// <returns>What is wrong; null if all laws hold.</returns>
    /// <param name="live">The instance that the commands were called on.</param>
    /// <param name="items">All its events, as they would be stored.</param>
    /// <param name="isFaulted">Whether a command failed half-way, so that there is nothing to compare.</param>
    public static string? FindBroken<T>(T live, IReadOnlyList<SequencedItem> items, bool isFaulted)
        where T : class, IEventSourced<T>
    {
        if (isFaulted)
        {
            return null;
        }

        StateText state = StateText.Of(live);
        WaitForClock();
        try
        {
            return Find();
        }
        catch (Exception exception) when (exception is not ScenarioException)
        {
            return $"{T.Description.Name}: its events must be replayed as they happened, but that "
                + $"threw {exception.GetType().Name}: {exception.Message}";
        }

        string? Find() => FindUnreadable(live, items)
            ?? FindDifference("a replay", Replay<T>(items))
            ?? FindDifference("a replay in another culture", InOtherCulture(() => Replay<T>(items)))
            ?? FindDifference("a second replay", Replay<T>(items))
            ?? FindLoss(live, items, state);

        string? FindDifference(
            string what,
            T replayed) => StateText.FindDifference(state, "live", StateText.Of(replayed), "after " + what) is { } difference
            ? $"{T.Description.Name}: {what} of its events must come to the state that the live instance has, but {difference}"
            : null;
    }

    /// <summary>What is stored of each event must be read as that event.</summary>
    private static string? FindUnreadable<T>(T live, IReadOnlyList<SequencedItem> items)
        where T : class, IEventSourced<T>
    {
        IReadOnlyList<IDomainEvent> pending = live.PendingEvents;
        for (int i = 0; i < items.Count; i++)
        {
            IReadOnlyList<IDomainEvent> read = T.DecodeAll(items[i]);
            IDomainEvent? original = i - (items.Count - pending.Count) is >= 0 and var at ? pending[at] : null;
            SequencedItem again = read is [var only] ? T.Encode(only, new EventContext(items[i])) : items[i];
            if (read is not [var e] || (original is not null && !e.Equals(original)) || !again.Data.Span.SequenceEqual(items[i].Data.Span))
            {
                return $"{T.Description.Name}: an event must be read as it was stored, but {items[i].Topic} {EventText.Of(items[i])} is "
                    + $"read as {string.Join(", ", read.Select(EventText.Of<T>).DefaultIfEmpty("nothing"))}.";
            }
        }

        return null;
    }

    /// <summary>A snapshot after any of the events must not be noticed.</summary>
    private static string? FindLoss<T>(T live, IReadOnlyList<SequencedItem> items, StateText state)
        where T : class, IEventSourced<T>
    {
        if (T.Description.State is not EntityState<T> { HasCodec: true } codec)
        {
            return null;
        }

        for (int version = 1; version <= items.Count; version++)
        {
            T restored;
            try
            {
                restored = codec.Restore(T.Description, codec.Write(Replay<T>([.. items.Take(version)])));
            }
            catch (ArgumentException) when (codec.SnapshotEvery == 0)
            {
                // Who wants no snapshots may have state that none can hold.
                return null;
            }
            catch (ArgumentException refusal)
            {
                return $"{T.Description.Name}: a snapshot must be possible after each event, but after {version} none "
                    + $"is: {refusal.Message}";
            }

            foreach (SequencedItem item in items.Skip(version))
            {
                restored = T.Replay(restored, item);
            }

            if (StateText.FindDifference(
                state,
                "live",
                StateText.Of(restored),
                $"after a load with a snapshot of version {version}") is { } difference)
            {
                return $"{T.Description.Name}: a snapshot must change nothing, but {difference}";
            }
        }

        return null;
    }

    private static T Replay<T>(IReadOnlyList<SequencedItem> items)
        where T : class, IEventSourced<T>
    {
        T? entity = null;
        foreach (SequencedItem item in items)
        {
            entity = T.Replay(entity, item);
        }

        return entity!;
    }

    private static T InOtherCulture<T>(Func<T> action)
    {
        (CultureInfo culture, CultureInfo interfaceCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = s_otherCulture;
            return action();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, interfaceCulture);
        }
    }

    /// <summary>A culture in which numbers, dates and letters are others than anywhere.</summary>
    private static CultureInfo MakeOtherCulture()
    {
        CultureInfo culture = (CultureInfo)GetTurkish().Clone();
        culture.NumberFormat.NumberDecimalSeparator = "·";
        culture.NumberFormat.NumberGroupSeparator = "'";
        culture.NumberFormat.NegativeSign = "minus ";
        culture.DateTimeFormat.ShortDatePattern = "yyyy'·'dd'·'MM";
        culture.DateTimeFormat.LongTimePattern = "ss'·'mm'·'HH";
        return culture;
    }

    private static CultureInfo GetTurkish()
    {
        try
        {
            return CultureInfo.GetCultureInfo("tr-TR");
        }
        catch (CultureNotFoundException)
        {
            // Where globalization is invariant.
            return CultureInfo.InvariantCulture;
        }
    }

    /// <summary>So that what reads a clock reads another time.</summary>
    private static void WaitForClock()
    {
        DateTime now = DateTime.UtcNow;
        int milliseconds = Environment.TickCount;
        while (DateTime.UtcNow == now || Environment.TickCount == milliseconds)
        {
            Thread.Sleep(1);
        }
    }
}
