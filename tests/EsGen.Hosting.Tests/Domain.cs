#pragma warning disable CA1822 // Generated code calls On of an instance.
namespace EsGen.Hosting.Tests;

/// <summary>What is stored.</summary>
[Aggregate]
public partial class Visit
{
    [Event("Booked")] public partial Visit(string patient);

    public string Patient { get; private set; }

    public int Notes { get; private set; }

    [Event("Noted")] public partial void Note();

    private partial void WhenNoted() => Notes++;
}

/// <summary>What a policy makes of it.</summary>
[Aggregate]
public partial class Bill
{
    [Event("Issued")] public partial Bill(Guid id, string recipient);

    public string Recipient { get; private set; }
}

/// <summary>What is read.</summary>
[ReadModel("agenda")]
public partial class AgendaEntry
{
    public string Patient { get; private set; } = "";

    private void On(Visit.Booked e) => Patient = e.Patient;
}

#pragma warning disable ESG066 // Which the host refuses, too.
/// <summary>Another model of the same name.</summary>
[ReadModel("agenda")]
public partial class SecondAgenda
#pragma warning restore ESG066
{
    public string Patient { get; private set; } = "";

    private void On(Visit.Booked e) => Patient = e.Patient;
}

/// <summary>Takes what a policy should have of services: a repository, and a service that is disposed of behind the batch.</summary>
[Policy("billing")]
public partial class Billing(EventSourcedRepository<Bill> bills, Desk desk)
{
    private Bill? On(Visit.Booked e, EventContext context)
    {
        desk.Use(e.Patient);
        Guid id = context.NewId("bill");
        return bills.Contains(id) ? null : new Bill(id, e.Patient);
    }
}

/// <summary>A service of a scope.</summary>
public sealed class Desk(Desks desks) : IDisposable
{
    private bool _isDisposed;

    public void Use(string patient)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        desks.Gate?.Invoke(patient);
        lock (desks.Used)
        {
            desks.Used.Add((this, patient));
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        Interlocked.Increment(ref desks.Disposed);
    }
}

/// <summary>All of them.</summary>
public sealed class Desks
{
    internal int Disposed;

    public List<(Desk Desk, string Patient)> Used { get; } = [];

    /// <summary>What a test does inside of the policy.</summary>
    public Action<string>? Gate { get; set; }
}

public sealed class Clinic(IDatastore datastore, EventSourcedApplicationOptions options, Desks desks) : EventSourcedApplication(datastore, options)
{
    public Desks Desks { get; } = desks;

    public EventSourcedApplicationOptions Given { get; } = options;

    public int Disposals { get; private set; }

    protected override void Dispose(bool disposing)
    {
        Disposals++;
        base.Dispose(disposing);
    }
}

public sealed class OldClinic(IDatastore datastore) : EventSourcedApplication(datastore);
