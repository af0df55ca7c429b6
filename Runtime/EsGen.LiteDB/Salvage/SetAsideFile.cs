using System.Text.Json;

namespace EsGen.LiteDB;

/// <summary>The file beside a salvaged store with the events that couldn't go into it: an object of JSON a line.</summary>
internal sealed class SetAsideFile : IDisposable
{
    private const string Id = "notification";
    private const string Sequence = "sequence";
    private const string Position = "position";
    private const string Topic = "topic";
    private const string Timestamp = "timestamp";
    private const string Data = "data";
    private const string Metadata = "metadata";

    private readonly string _path;
    private FileStream? _stream;
    private bool _isKept;

    private SetAsideFile(string path) => _path = path;

    /// <summary>The file that belongs to a store; there is none until something is written.</summary>
    /// <exception cref="IOException">There is something of that name already.</exception>
    public static SetAsideFile Beside(string newPath)
    {
        var path = newPath + ".set-aside.jsonl";
        return Path.Exists(path)
            ? throw new IOException($"The file '{newPath}' can't be written: there is a '{path}' already.")
            : new SetAsideFile(path);
    }

    /// <summary>Creates the file, unless it is there already, and writes an event to it.</summary>
    public void Write(Notification notification)
    {
        _stream ??= Create();
        using (Utf8JsonWriter writer = new(_stream))
        {
            var item = notification.Item;
            writer.WriteStartObject();
            writer.WriteNumber(Id, notification.Id);
            writer.WriteString(Sequence, item.SequenceId);
            writer.WriteNumber(Position, item.Position);
            writer.WriteString(Topic, item.Topic);
            writer.WriteString(Timestamp, item.Timestamp);
            writer.WriteBase64String(Data, item.Data.Span);
            writer.WriteBase64String(Metadata, item.Metadata.Span);
            writer.WriteEndObject();
        }

        _stream.WriteByte((byte)'\n');
    }

    /// <summary>Returns when all is on the medium: the path, or null if nothing was written.</summary>
    public string? Complete()
    {
        _stream?.Flush(flushToDisk: true);
        return _stream is null ? null : _path;
    }

    /// <summary>Leaves the file when this is disposed; otherwise it is deleted then.</summary>
    public void Keep() => _isKept = true;

    public void Dispose()
    {
        _stream?.Dispose();
        if (_stream is not null && !_isKept)
        {
            File.Delete(_path);
        }
    }

    public static IEnumerable<Notification> Read(string path)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            Notification notification;
            try
            {
                notification = Parse(line);
            }
            catch (Exception exception) when (exception is JsonException
                or FormatException
                or InvalidOperationException
                or KeyNotFoundException)
            {
                throw new InvalidDataException(
                    $"Line {number} of '{path}' isn't an event that was set aside: {exception.Message}",
                    exception);
            }

            yield return notification;
        }
    }

    private static Notification Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return new Notification(
            root.GetProperty(Id).GetInt64(),
            new SequencedItem(
                root.GetProperty(Sequence).GetGuid(),
                root.GetProperty(Position).GetInt64(),
                root.GetProperty(Topic).GetString() ?? throw new FormatException("The topic is null."),
                root.GetProperty(Data).GetBytesFromBase64())
            {
                Timestamp = root.GetProperty(Timestamp).GetDateTimeOffset(),
                Metadata = root.GetProperty(Metadata).GetBytesFromBase64(),
            });
    }

    private FileStream Create()
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(_path, options);
    }
}
