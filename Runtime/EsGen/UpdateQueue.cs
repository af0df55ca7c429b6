namespace EsGen;

/// <summary>
/// Lets the updates that collided at an entity go on one after another. Otherwise those who are slower at it, with a long history to
/// replay on a busy machine, lose again and again until their attempts are used up.
/// </summary>
/// <remarks>Only a courtesy within one repository: whoever waits too long goes on all the same, and the store decides.</remarks>
internal sealed class UpdateQueue
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    // What is done within a turn must not wait: perhaps for itself.
    private static readonly AsyncLocal<bool> s_isInTurn = new();

    private readonly Dictionary<Guid, Line> _lines = [];

    /// <summary>Stands in line at an entity, if there is a line or the update has just collided with another one.</summary>
    /// <param name="id">The entity's id.</param>
    /// <param name="collided">Whether it collided.</param>
    /// <returns>The place, to be disposed of after the update; null if there is nothing to wait for.</returns>
    public Place? Join(Guid id, bool collided)
    {
        lock (_lines)
        {
            if (s_isInTurn.Value || !(_lines.TryGetValue(id, out Line? line) || collided))
            {
                return null;
            }

            _lines[id] = line ??= new Line();
            line.Length++;
            s_isInTurn.Value = true;
            return new Place(this, id, line);
        }
    }

    /// <summary>The updates that wait at one entity.</summary>
    internal sealed class Line
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public int Length { get; set; }
    }

    /// <summary>An update's place in a line.</summary>
    internal sealed class Place(UpdateQueue queue, Guid id, Line line) : IDisposable
    {
        private bool _hasTurn;

        public void Wait() => _hasTurn = line.Turn.Wait(s_patience);

        public async Task WaitAsync(CancellationToken cancellationToken) =>
            _hasTurn = await line.Turn.WaitAsync(s_patience, cancellationToken).ConfigureAwait(false);

        public void Dispose()
        {
            s_isInTurn.Value = false;
            lock (queue._lines)
            {
                if (--line.Length == 0)
                {
                    queue._lines.Remove(id);
                }
            }

            if (_hasTurn)
            {
                line.Turn.Release();
            }
        }
    }
}
