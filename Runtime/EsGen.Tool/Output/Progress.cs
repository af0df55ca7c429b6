namespace EsGen.Tool.Output;

/// <summary>Says on a terminal how far something has come that takes longer than a second. Disposing takes that away.</summary>
/// <param name="console">Where.</param>
/// <param name="what">What is being done.</param>
internal sealed class Progress(ToolConsole console, string what) : IWorkProgress
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    private readonly long _start = console.TimeProvider.GetTimestamp();
    private TimeSpan _next = s_patience;
    private int _shown;
    private int _calls;

    /// <inheritdoc/>
    public void Report(long done, long total)
    {
        // The clock isn't looked at for each of a million events.
        if ((++_calls & 63) == 0)
        {
            ReportNow(done, total);
        }
    }

    /// <inheritdoc cref="Report"/>
    public void ReportNow(long done, long total)
    {
        TimeSpan elapsed = console.TimeProvider.GetElapsedTime(_start);
        if (!console.IsErrorTerminal || elapsed < _next)
        {
            return;
        }

        _next = elapsed + s_interval;
        Show(total > 0
            ? $"{what}: {Numbers.Show(done)} of {Numbers.Show(total)} ({100 * done / total} %)"
            : $"{what}: {Numbers.Show(done)}");
    }

    /// <inheritdoc/>
    public async Task WhileAsync(Task work)
    {
        if (console.IsErrorTerminal && await Task.WhenAny(work, Task.Delay(s_patience, console.TimeProvider)) != work)
        {
            Show($"{what} …");
        }

        await work;
    }

    public void Dispose()
    {
        if (_shown > 0)
        {
            console.Error.Write('\r' + new string(' ', _shown) + '\r');
            console.Error.Flush();
            _shown = 0;
        }
    }

    private void Show(string text)
    {
        console.Error.Write('\r' + text.PadRight(_shown));
        console.Error.Flush();
        _shown = text.Length;
    }
}
