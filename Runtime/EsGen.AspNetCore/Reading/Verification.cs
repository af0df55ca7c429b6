namespace EsGen.AspNetCore.Reading;

/// <summary>The verification of the store that somebody has started, or the one that ended last. There is one at a time.</summary>
/// <param name="time">The clock.</param>
internal sealed class Verification(TimeProvider time)
{
    private readonly Lock _lock = new();
    private VerificationReport _report = new();

    public VerificationReport Report
    {
        get
        {
            lock (_lock)
            {
                return _report;
            }
        }
    }

    /// <summary>Starts one in the background, unless one is running.</summary>
    /// <returns>Its end, which throws nothing.</returns>
    public Task StartAsync(IVerifiedStore store, IKnownEntities entities, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_report.IsRunning)
            {
                return Task.CompletedTask;
            }

            _report = new VerificationReport { Started = time.GetUtcNow() };
        }

        return Task.Run(() => RunAsync(store, entities, cancellationToken), CancellationToken.None);
    }

    private async Task RunAsync(IVerifiedStore store, IKnownEntities entities, CancellationToken cancellationToken)
    {
        StoreVerifier verifier = new(store, entities);
        string? problem = null;
        try
        {
            await verifier.VerifyAsync(what => new Step(this, what), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            problem = "The host is stopping.";
        }
        catch (Exception exception)
        {
            problem = ExceptionText.Describe(exception);
        }

        Change(report => report with
        {
            Ended = time.GetUtcNow(),
            Events = verifier.Events,
            Sequences = verifier.Sequences,
            Findings = verifier.Findings,
            IsCut = verifier.IsCut,
            Problem = problem,
        });
    }

    private void Change(Func<VerificationReport, VerificationReport> change)
    {
        lock (_lock)
        {
            _report = change(_report);
        }
    }

    /// <summary>A part of the work.</summary>
    private sealed class Step : IWorkProgress
    {
        private readonly Verification _verification;
        private int _calls;

        public Step(Verification verification, string what)
        {
            _verification = verification;
            verification.Change(report => report with { Step = what, Done = 0, Total = 0 });
        }

        public void Report(long done, long total)
        {
            // Nobody reads each of a million.
            if ((++_calls & 1023) == 0)
            {
                _verification.Change(report => report with { Done = done, Total = total });
            }
        }

        public Task WhileAsync(Task work) => work;

        public void Dispose()
        {
        }
    }
}
