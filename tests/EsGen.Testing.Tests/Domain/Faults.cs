#pragma warning disable ESG020, ESG021, ESG023, ESG026, ESG030, ESG039, ESG076 // The faults are meant, and nothing of it is stored.
namespace EsGen.Testing.Tests.Domain;

/// <summary>Classes with one fault each, of kinds that tests about something else should find.</summary>
public static partial class Faults
{
    [Aggregate]
    public partial class Clock
    {
        [Event] public partial Clock(string name);
        public string Name { get; private set; }
        public DateTime At { get; private set; }
        [Event("Renamed")] public partial void Rename(string name);
        private partial void WhenRenamed(string name) => (Name, At) = (name, DateTime.UtcNow);
    }

    [Aggregate]
    public partial class Forgetful
    {
        [Event] public partial Forgetful(string name);
        public string Name { get; private set; }
        public int Renames { get; private set; }
        [Event("Renamed")] private partial void RecordRenamed(string name);
        private partial void WhenRenamed(string name) => Name = name;

        public void Rename(string name)
        {
            RecordRenamed(name);
            Renames++;
        }
    }

    [Aggregate]
    public partial class SharedList
    {
        private static readonly List<string> s_names = [];
        [Event] public partial SharedList(string name);
        public string Name { get; private set; }
        public int Count { get; private set; }
        [Event("Renamed")] public partial void Rename(string name);

        private partial void WhenRenamed(string name)
        {
            s_names.Add(name);
            (Name, Count) = (name, s_names.Count);
        }
    }

    [Aggregate]
    public partial class Culture
    {
        [Event] public partial Culture(string name);
        public string Name { get; private set; }
        public string Price { get; private set; } = "";
        [Event("Priced")] public partial void SetPrice(decimal price);
        private partial void WhenPriced(decimal price) => Price = $"{price:N2}";
        [Event("Renamed")] public partial void Rename(string name);
        private partial void WhenRenamed(string name) => Name = name;
    }

    [Aggregate]
    public partial class StaticCounter
    {
        private static int s_count;
        [Event] public partial StaticCounter(string name);
        public string Name { get; private set; }
        public int Number { get; private set; }
        [Event("Renamed")] public partial void Rename(string name);
        private partial void WhenRenamed(string name) => (Name, Number) = (name, ++s_count);
    }

    [Aggregate]
    public partial class Chance
    {
        [Event] public partial Chance(string name);
        public string Name { get; private set; }
        public long Number { get; private set; }
        [Event("Renamed")] public partial void Rename(string name);
        private partial void WhenRenamed(string name) => (Name, Number) = (name, Random.Shared.NextInt64());
    }

    [Aggregate]
    public partial class NewId
    {
        [Event] public partial NewId(string name);
        public string Name { get; private set; }
        public Guid Revision { get; private set; }
        [Event("Renamed")] public partial void Rename(string name);
        private partial void WhenRenamed(string name) => (Name, Revision) = (name, Guid.NewGuid());
    }

    [Aggregate]
    public partial class Hasty
    {
        [Event] public partial Hasty(string name);
        public string Name { get; private set; }
        [Event("Renamed")] private partial void RecordRenamed(string name);
        private partial void WhenRenamed(string name) => Name = name;

        public void Rename(string name)
        {
            RecordRenamed(name);
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
        }
    }

    [Aggregate]
    public partial class CacheInArm
    {
        [NotRecorded] private int _seen;
        [Event] public partial CacheInArm(string name);
        public string Name { get; private set; }
        public int Seen { get; private set; }
        [Event("Renamed")] public partial void Rename(string name);
        private partial void WhenRenamed(string name) => (Name, Seen) = (name, ++_seen);
    }

    [Aggregate]
    public partial class PendingInArm
    {
        [Event] public partial PendingInArm(string name);
        public string Name { get; private set; }
        public int Pending { get; private set; }
        [Event("Renamed")] public partial void Rename(string name);
        private partial void WhenRenamed(string name) => (Name, Pending) = (name, PendingEvents.Count);
    }

    [Aggregate, Snapshot(Every = 100)]
    public partial class OneListTwice
    {
        private readonly List<string> _names = [];
        private List<string> _shown = [];
        [Event] public partial OneListTwice(string name);
        public string Name { get; private set; }
        public string Last => _shown[^1];
        [Event("Renamed")] public partial void Rename(string name);

        private partial void WhenRenamed(string name)
        {
            Name = name;
            _names.Add(name);
            _shown = _names;
        }
    }

    /// <summary>It changes what it is given. An arm has a copy of its own, so that this is none of the faults; it must stay so.</summary>
    [Aggregate]
    public partial class ChangedArgument
    {
        private readonly List<string> _names = [];
        [Event] public partial ChangedArgument(string name);
        public string Name { get; private set; }
        public int Count => _names.Count;
        [Event("Renamed")] public partial void Rename(List<string> names);

        private partial void WhenRenamed(List<string> names)
        {
            Name = names[0];
            names.RemoveAt(0);
            _names.AddRange(names);
        }

        [Event] public sealed partial record Listed(List<string> Names);

        private partial void When(Listed e)
        {
            e.Names.Sort(StringComparer.Ordinal);
            Name = e.Names[0];
            e.Names.RemoveAt(0);
        }

        public void List(List<string> names)
        {
            Raise(new Listed(names));
            names.Clear();
        }
    }

    [Aggregate]
    public partial class WithoutCodec
    {
        private readonly Lazy<int> _lazy = new(() => 1);
        [Event] public partial WithoutCodec(string name);
        public string Name { get; private set; }
        public long Ticks { get; private set; }
        public int Number => _lazy.Value;
        [Event("Renamed")] public partial void Rename(string name);
        private partial void WhenRenamed(string name) => (Name, Ticks) = (name, Environment.TickCount64);
    }
}
