using Xunit;

namespace EsGen.Tests.ReadModels;

/// <summary>What a user does with a read model.</summary>
public sealed class ReadModelTests
{
    private static readonly DateTimeOffset s_today = new(2026, 5, 4, 8, 0, 0, TimeSpan.FromHours(2));
    private static readonly Guid s_doctor = Guid.NewGuid();

    [Fact]
    public async Task Documents_follow_what_is_stored()
    {
        await using RunningModels running = await RunningModels.StartAsync<AgendaEntry>();
        ReadModels<AgendaEntry> agenda = running.Application.ReadModels<AgendaEntry>();
        Visit visit = new(s_doctor, s_today, "Ada");
        running.Save(visit);
        await agenda.WaitForAsync(visit);
        AgendaEntry entry = agenda.Get(visit.Id);
        Assert.Equal((visit.Id, s_doctor, s_today, "Ada"), (entry.VisitId, entry.Practitioner, entry.Start, entry.Patient));
        Assert.Equal(visit.Id, agenda.KeyOf(entry));

        visit.Move(s_today.AddHours(1));
        running.Save(visit);
        await agenda.WaitForAsync(visit);
        Assert.Equal(s_today.AddHours(1), (await agenda.GetAsync(visit.Id)).Start);
        Assert.Equal(2, (await agenda.FindAsync(visit.Id))!.LastNotification);
        Assert.Equal(s_today, entry.Start);

        visit.Cancel();
        running.Save(visit);
        await agenda.WaitForAsync(visit);
        Assert.False(agenda.TryGet(visit.Id, out _));
        Assert.False(agenda.Contains(visit.Id));
        Assert.Null(await agenda.FindAsync(visit.Id));
        ReadModelNotFoundException missing = Assert.Throws<ReadModelNotFoundException>(() => agenda.Get(visit.Id));
        Assert.Equal(("AgendaEntry", visit.Id.ToString()), (missing.ReadModel, missing.Key));
        Assert.Equal((0, 3), (agenda.Count(), agenda.Position));
    }

    [Fact]
    public async Task Finders_go_by_the_index()
    {
        await using RunningModels running = await RunningModels.StartAsync<AgendaEntry>();
        Guid other = Guid.NewGuid();
        for (int i = 0; i < 10; i++)
        {
            running.Save(new Visit(i % 2 == 0 ? s_doctor : other, s_today.AddHours(i), $"Patient {i}"));
        }

        await running.Runner.WaitUntilCaughtUpAsync();
        ReadModels<AgendaEntry> agenda = running.Application.ReadModels<AgendaEntry>();
        Assert.Equal(5, agenda.FindByPractitioner(s_doctor).Count);
        Assert.Empty(agenda.FindByPractitioner(Guid.NewGuid()));
        Assert.Equal(["Patient 3"], agenda.FindByPatient("Patient 3").Select(static entry => entry.Patient));
        Assert.Equal(["Patient 8", "Patient 9"], agenda.FindByPatient(from: "Patient 8").Select(static entry => entry.Patient));
        Assert.Equal(
            ["Patient 2", "Patient 4"],
            agenda.FindByPractitionerAndStart(s_doctor, from: s_today.AddHours(1), to: s_today.AddHours(6)).Select(static entry => entry.Patient));
        Assert.Equal(
            ["Patient 9", "Patient 7", "Patient 5"],
            (await agenda.FindByPractitionerAndStartAsync(other, descending: true, limit: 3)).Select(static entry => entry.Patient));
    }

    [Fact]
    public async Task Pages_go_on_behind_the_last_document()
    {
        await using RunningModels running = await RunningModels.StartAsync<AgendaEntry>();
        Guid[] ids = [.. Enumerable.Range(0, 25).Select(i => running.Save(new Visit(s_doctor, s_today.AddMinutes(i / 2), $"{i}")))];
        await running.Runner.WaitUntilCaughtUpAsync();
        ReadModels<AgendaEntry> agenda = running.Application.ReadModels<AgendaEntry>();
        foreach (bool descending in (bool[])[false, true])
        {
            List<AgendaEntry> all = [];
            AgendaEntry? last = null;
            for (IReadOnlyList<AgendaEntry> page; (page = agenda.FindByPractitionerAndStart(s_doctor, descending: descending, limit: 4, after: last)).Count > 0; last = page[^1])
            {
                all.AddRange(page);
            }

            Assert.Equal(25, all.Select(static entry => entry.VisitId).Distinct().Count());
            Assert.Equal(all.Count, ids.Length);
            Assert.Equal(descending ? all.OrderByDescending(static entry => entry.Start) : all.OrderBy(static entry => entry.Start), all);
        }

        Assert.Equal(ids.Order(), agenda.All(limit: 10_000).Select(static entry => entry.VisitId).Order());
        Assert.Equal(10, agenda.All(after: agenda.All(limit: 15)[^1]).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => agenda.All(limit: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => agenda.FindByPractitioner(s_doctor, limit: 10_001));
    }

    [Fact]
    public async Task Events_come_by_keys_and_by_indexes()
    {
        await using RunningModels running = new();
        running.Runner.Add<BasketView>();
        running.Runner.Add<OwnerTotal>();
        await running.Runner.StartAsync();
        Item apple = new("apple", 1m), pear = new("pear", 2m);
        Basket ada = new("Ada"), ben = new("Ben");
        running.Application.Save(apple, pear, ada, ben, new Basket(""));
        ada.Fill([apple.Id, pear.Id], 3m);
        ben.Fill([pear.Id], 2m);
        running.Application.Save(ada, ben);
        apple.Reprice(1.5m);
        pear.Reprice(2.5m);
        running.Application.Save(apple, pear);
        ada.Empty();
        running.Application.Save(ada);
        pear.Reprice(3m);
        running.Application.Save(pear);
        await running.Runner.WaitUntilCaughtUpAsync();

        ReadModels<BasketView> baskets = running.Application.ReadModels<BasketView>();
        Assert.Equal(["1.5", "2.5"], baskets.Get(ada.Id).Prices);
        Assert.Equal(["2.5", "3"], baskets.Get(ben.Id).Prices);
        Assert.Equal([ben.Id], baskets.FindByItems(pear.Id).Select(baskets.KeyOf));
        Assert.Equal(["Ben", "Ada"], baskets.FindByTotal(from: 0.5m, to: 100m).Select(static view => view.Owner));
        ReadModels<OwnerTotal> totals = running.Application.ReadModels<OwnerTotal>();
        Assert.Equal((0m, 1), (totals.Get("Ada").Total, totals.Get("Ada").Baskets));
        Assert.Equal(4m, totals.Get(apple.Id.ToString()).Total);
        Assert.Equal(7m, totals.Get(pear.Id.ToString()).Total);
        Assert.Equal(4, totals.Count());
    }

    [Fact]
    public async Task An_event_behind_a_removal_makes_no_ghost()
    {
        await using RunningModels running = await RunningModels.StartAsync<AgendaEntry>();
        Guid id = Guid.NewGuid();
        running.Application.EventStore.ActiveRecordStrategy.Append(
            [Item(id, 0, "Booked"), Item(id, 1, "Cancelled"), Item(id, 2, "Moved")]);
        await running.Runner.WaitUntilCaughtUpAsync();
        Assert.Equal(0, running.Application.ReadModels<AgendaEntry>().Count());

        static SequencedItem Item(Guid id, int position, string name) => new(
            id,
            position,
            $"Visit.{name}",
            name == "Booked" ? """{"practitioner":"11111111-1111-1111-1111-111111111111","start":"2026-05-04T08:00:00Z","patient":"Ada"}"""u8.ToArray()
                : name == "Moved" ? """{"start":"2026-05-04T08:00:00Z"}"""u8.ToArray() : "{}"u8.ToArray());
    }

    [Fact]
    public void A_unit_test_needs_no_store()
    {
        Guid id = Guid.NewGuid();
        AgendaEntry? entry = AgendaEntry.Replay(id, [new Visit.Booked(s_doctor, s_today, "Ada"), new Visit.Moved(s_today.AddDays(1))]);
        Assert.Equal((id, s_today.AddDays(1), "Ada"), (entry!.VisitId, entry.Start, entry.Patient));
        Assert.Null(AgendaEntry.Replay(id, [new Visit.Moved(s_today)]));
        Assert.Null(AgendaEntry.Replay(id, [new Visit.Booked(s_doctor, s_today, "Ada"), new Visit.Cancelled()]));
    }

    [Fact]
    public void What_is_so_now_needs_no_runner()
    {
        using EventSourcedApplication app = new(EsGen.LiteDB.LiteDbDatastore.Open(":memory:"));
        Visit visit = new(s_doctor, s_today, "Ada");
        app.Save(visit);
        ReadModels<AgendaEntry> agenda = app.ReadModels<AgendaEntry>();
        Assert.Equal("Ada", agenda.GetCurrent(visit.Id)!.Patient);
        Assert.Null(agenda.GetCurrent(Guid.NewGuid()));
        Assert.Throws<ReadModelNotReadyException>(() => agenda.Get(visit.Id));
    }
}
