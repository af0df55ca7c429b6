using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>What is found of snapshots after the process that took them was killed (kill -9): one that is right, or none; no answer changes.</summary>
public sealed class SnapshotKillTests : IDisposable
{
    private static readonly Guid s_id = new("01900000-0000-7000-8000-000000000001");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_load_is_that_of_the_events_however_far_a_snapshot_got()
    {
        var path = _folder.File("example.db");
        Random random = new(1);
        for (var round = 0; round < TestLength.Choose(4, 200); round++)
        {
            ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true };
            start.ArgumentList.Add(typeof(SnapshotKillTests).Assembly.Location);
            start.ArgumentList.Add("snapshots");
            start.ArgumentList.Add(path);
            using var child = Process.Start(start)!;
            var last = long.Parse(child.StandardOutput.ReadLine()!, null);
            Thread.Sleep(random.Next(150));
            child.Kill();
            while (child.StandardOutput.ReadLine() is { } line)
            {
                last = long.TryParse(line, out var version) ? Math.Max(last, version) : last;
            }

            child.WaitForExit();
            AssertSame(path, last);
        }
    }

    /// <summary>What the process does that is killed.</summary>
    internal static void Write(string path)
    {
        using var datastore = LiteDbDatastore.Open(new LiteDbSettings { Path = path, Durability = Durability.OsBuffered });
        using EventSourcedApplication app = new(datastore);
        var diaries = app.Repository<Diary>();
        if (!diaries.TryGet(s_id, out var diary))
        {
            diaries.Save(diary = new Diary(s_id));
        }

        diaries.TakeSnapshot(s_id);
        using var output = Console.OpenStandardOutput();
        while (true)
        {
            output.Write(System.Text.Encoding.ASCII.GetBytes($"{diary.Version}\n"));
            output.Flush();
            diary.Write(new string((char)('a' + (diary.Version % 26)), 2000));
            diaries.Save(diary);
        }
    }

    private static void AssertSame(string path, long acknowledged)
    {
        using var datastore = LiteDbDatastore.Open(path);
        using LogEntries log = new();
        using EventSourcedApplication app = new(datastore, new() { LoggerFactory = log });
        using EventSourcedApplication without = new(datastore.ActiveRecordStrategy);
        var expected = without.Repository<Diary>()[s_id];
        Assert.InRange(expected.Version, acknowledged, acknowledged + 1);
        Assert.Equal(expected.Describe(), app.Repository<Diary>()[s_id].Describe());
        for (var version = expected.Version; version > 0 && version > expected.Version - 12; version--)
        {
            Assert.Equal(without.Repository<Diary>().Get(s_id, version).Describe(), app.Repository<Diary>().Get(s_id, version).Describe());
        }

        // One was taken before the first line was written, and a process that dies takes nothing back of what the system has.
        Assert.NotNull(datastore.SnapshotStore!.Find(s_id, EntityDescriptionOf<Diary>().State!.Fingerprint));
        Assert.Empty(log.Entries);
    }

    private static CompilerServices.EntityDescription EntityDescriptionOf<T>()
        where T : class, IEventSourced<T> => T.Description;

    private sealed class LogEntries : ILoggerFactory, ILogger
    {
        public List<string> Entries { get; } = [];

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Add($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
