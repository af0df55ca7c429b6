namespace EsGen.PostgreSql;

/// <summary>The appends that wait for the writer, who takes many at a time.</summary>
internal sealed class AppendQueue
{
    private const int MaxAppends = 256;
    private const long MaxLength = 16 << 20;

    private readonly object _gate = new();
    private readonly Queue<AppendRequest> _waiting = [];
    private bool _isClosed;

    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public void Add(AppendRequest request)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(PostgreSqlDatastore));
            _waiting.Enqueue(request);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Lets nothing more in; what waits is still to be taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits for appends and takes those that wait, at least one; null once it is closed and empty.</summary>
    public IReadOnlyList<AppendRequest>? Take()
    {
        lock (_gate)
        {
            List<AppendRequest> taken = [];
            for (long length = 0; taken.Count < MaxAppends;)
            {
                if (!_waiting.TryPeek(out AppendRequest? next))
                {
                    if (taken.Count > 0 || _isClosed)
                    {
                        break;
                    }

                    Monitor.Wait(_gate);
                }
                else if (taken.Count > 0 && length + next.Length > MaxLength)
                {
                    break;
                }
                else
                {
                    _waiting.Dequeue();
                    if (next.TryBegin())
                    {
                        taken.Add(next);
                        length += next.Length;
                    }
                }
            }

            return taken.Count > 0 ? taken : null;
        }
    }
}
