using System.Text.Json;

namespace EsGen.CompilerServices;

/// <summary>
/// What code of the user's takes part in when it is read, is read back before it becomes history: a constructor, an accessor or a converter
/// may make something else of its own results, each time anew.
/// </summary>
public sealed partial class EventDataWriter
{
    // Whether what is being written is read back as a part of something larger.
    private bool _isReadBack;

    // What converters have written of each value, in order, where bytes alone don't tell whether that is the same again.
    private Dictionary<(object Converter, object Value), Queue<byte[]>>? _converted;

    private bool _isWrittenAgain;

    /// <summary>Writes a value that code of the user's makes when it is read, and makes sure that what is read is written alike.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="hasMembers">Whether it is written as an object of members, which a message may name.</param>
    public void WriteReadBack<T>(T value, FieldWriter<T> write, FieldReader<T> read, bool hasMembers = true)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(read);
        WriteReadBack(value, new OfFunctions<T>(write, read), hasMembers);
    }

    /// <summary>
    /// Ends the data of an event whose record has code of the user's that runs when it is read, and makes sure that what is read is written
    /// alike.
    /// </summary>
    /// <typeparam name="T">The type of the event.</typeparam>
    /// <param name="e">The event.</param>
    /// <param name="write">Writes its fields.</param>
    /// <param name="decode">Reads it.</param>
    /// <param name="context">What surrounds the event.</param>
    public SequencedItem End<T>(T e, FieldWriter<T> write, EventDecoder<T> decode, in EventContext context)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(decode);
        WriteReadBack(e, new OfEvent<T>(write, decode), hasMembers: true);
        return End(context);
    }

    private void WriteReadBack<T, TForm>(T value, TForm form, bool hasMembers)
        where TForm : struct, IForm<T>
    {
        if (_isReadBack)
        {
            form.Write(this, value);
            return;
        }

        Separate();
        int start = _length;
        (int change, Type? thrown) = WriteAndFindChange(value, form, start);
        if (change == Nowhere)
        {
            return;
        }

        if (thrown is null)
        {
            // A converter that encrypts writes other bytes each time; whether it has read the same value only the value can tell.
            _length = start;
            _converted = [];
            (change, thrown) = WriteAndFindChange(value, form, start);
            _converted = null;
            if (change == Nowhere)
            {
                return;
            }
        }

        // If it is something inside that changes, writing that alone says so.
        _length = start;
        form.Write(this, value);
        throw Changed<T, TForm>(form, start, change, thrown, hasMembers);
    }

    private const int Nowhere = -1;

    private const int Unreadable = -2;

    private (int Change, Type? Thrown) WriteAndFindChange<T, TForm>(T value, TForm form, int start)
        where TForm : struct, IForm<T>
    {
        _isReadBack = true;
        _isWrittenAgain = false;
        form.Write(this, value);
        (int, Type?) change = FindChange(value, form, start);
        _isReadBack = false;
        return change;
    }

    /// <summary>
    /// Where the value that was written last comes to be written otherwise once it has been read: the index of a byte in it, or what was
    /// thrown.
    /// </summary>
    private (int Change, Type? Thrown) FindChange<T, TForm>(T value, TForm form, int start)
        where TForm : struct, IForm<T>
    {
        (int length, int depth, bool isKey, ulong dictionaries, int maxSize, int objects) =
            (_length, _depth, _isKey, _dictionaries, _maxSize, _objects);
        try
        {
            T again = form.Read(this, start);

            // Behind the first one, for which the limit has been kept.
            Separate();
            int second = _length;
            _maxSize = (int)Math.Min((long)second + maxSize, int.MaxValue);
            _isWrittenAgain = true;
            form.Write(this, again);
            _isReadOtherwise |= !EqualityComparer<T>.Default.Equals(value, again);
            ReadOnlySpan<byte> before = _buffer.AsSpan(start, length - start);
            ReadOnlySpan<byte> after = _buffer.AsSpan(second, _length - second);
            return (before.SequenceEqual(after) ? Nowhere : before.CommonPrefixLength(after), null);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or InsufficientExecutionStackException))
        {
            // Its message may quote the value.
            return (Unreadable, (exception is MalformedEventException ? exception.InnerException ?? exception : exception).GetType());
        }
        finally
        {
            (_length, _depth, _isKey, _dictionaries, _maxSize, _objects) = (length, depth, isKey, dictionaries, maxSize, objects);
        }
    }

    /// <summary>Writes what the converter has written of an equal value before, if there is one.</summary>
    private bool TryWriteAgain(object value, object converter)
    {
        if (!_isWrittenAgain
            || _converted?.TryGetValue((converter, value), out Queue<byte[]>? written) is not true
            || !written.TryDequeue(out byte[]? first))
        {
            return false;
        }

        WriteRaw(first);
        return true;
    }

    private void KeepConverted(object value, object converter, ReadOnlySpan<byte> written)
    {
        if (!_converted!.TryGetValue((converter, value), out Queue<byte[]>? all))
        {
            _converted[(converter, value)] = all = new Queue<byte[]>();
        }

        all.Enqueue(written.ToArray());
    }

    private ArgumentException Changed<T, TForm>(TForm form, int start, int change, Type? thrown, bool hasMembers)
        where TForm : struct, IForm<T>
    {
        string? member = hasMembers ? FindMember(start, change) : null;
        _length = start;
        bool isField = start > 1;
        string place = (isField ? GetPlace() : "") + (isField && member is not null ? "." : "") + member;
        string reason = form.GetReason(thrown);
        return place.Length == 0
            ? new ArgumentException($"'{_topic}' can't be stored: it {reason}. {form.Advice}")
            : new ArgumentException(
                $"'{_topic}' can't be stored: its field '{place}' {reason}. {form.Advice}",
                isField ? FieldName : member);
    }

    /// <summary>The name of the member that a byte of an object belongs to; null if it belongs to none.</summary>
    private string? FindMember(int start, int change)
    {
        // The members of an event stand behind the brace that has been written for them.
        int open = start > 1 ? start : 0;
        Utf8JsonReader json = new(
            _buffer.AsSpan(open, _length - open),
            isFinalBlock: false,
            new JsonReaderState(new JsonReaderOptions { MaxDepth = 2 * MaxDepth }));
        string? name = null;
        while (json.Read() && json.TokenStartIndex <= start - open + change)
        {
            if (json is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 })
            {
                name = json.GetString();
            }
        }

        return name;
    }

    private const string AdviceOnTypes = "Let its constructor and accessors keep what they are given, and change or check values before.";

    private static string GetReasonAgainst(Type type, Type? thrown) => thrown is null
        ? $"would be another value whenever the event is read, because {type} changes what it is given when it is made"
        : $"could not be read again, because {type} doesn't take what it holds{DescribeThrown(thrown)}";

    private static string DescribeThrown(Type thrown) => thrown == typeof(MalformedEventException) ? "" : $" (it threw {thrown})";

    private EventDataReader ReadFrom(int start, ref readonly SequencedItem item) =>
        new(item, _buffer.AsSpan(start, _length - start), _depth, _isKey, isState: _isToBeRestored);

    /// <summary>How a value is written, and read back from a writer.</summary>
    private interface IForm<T>
    {
        string Advice { get; }

        string GetReason(Type? thrown);

        void Write(EventDataWriter writer, T value);

        T Read(EventDataWriter writer, int start);
    }

    private readonly struct OfFunctions<T>(FieldWriter<T> write, FieldReader<T> read) : IForm<T>
    {
        public string Advice => AdviceOnTypes;

        public string GetReason(Type? thrown) => GetReasonAgainst(typeof(T), thrown);

        public void Write(EventDataWriter writer, T value) => write(writer, value);

        public T Read(EventDataWriter writer, int start)
        {
            SequencedItem item = new(Guid.Empty, 0, writer._topic, default);
            EventDataReader reader = writer.ReadFrom(start, in item);
            return read(ref reader);
        }
    }

    private readonly struct OfConverter<T>(EventFieldConverter<T> converter) : IForm<T>
    {
        public string GetReason(Type? thrown) => thrown is null
            ? $"would be another value whenever the event is read: {converter.GetType()} writes otherwise what it has read"
            : $"could not be read again: {converter.GetType()} doesn't read what it writes{DescribeThrown(thrown)}";

        public string Advice => "Mend the converter, or give it a value that it can write and read.";

        public void Write(EventDataWriter writer, T value) => writer.WriteOnce(value, converter);

        public T Read(EventDataWriter writer, int start)
        {
            SequencedItem item = new(Guid.Empty, 0, writer._topic, default);
            EventDataReader reader = writer.ReadFrom(start, in item);
            return reader.ReadConverted(converter);
        }
    }

    private readonly struct OfEvent<T>(FieldWriter<T> write, EventDecoder<T> decode) : IForm<T>
    {
        public string Advice => AdviceOnTypes;

        public string GetReason(Type? thrown) => GetReasonAgainst(typeof(T), thrown);

        public void Write(EventDataWriter writer, T value) => write(writer, value);

        public T Read(EventDataWriter writer, int start)
        {
            byte[] data = [.. writer._buffer.AsSpan(0, writer._length), (byte)'}'];
            return decode(new SequencedItem(Guid.Empty, 0, writer._topic, data));
        }
    }
}
