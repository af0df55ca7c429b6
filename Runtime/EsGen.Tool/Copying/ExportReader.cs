using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EsGen.Tool.Output;

namespace EsGen.Tool.Copying;

/// <summary>Reads an export, which has been checked as a whole before anything of it is given out.</summary>
internal sealed class ExportReader
{
    /// <summary>The form that this build writes and reads.</summary>
    public const int Version = 1;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonReaderOptions s_options = new() { MaxDepth = 2000 };

    private readonly string _path;

    private ExportReader(string path, ExportManifest manifest)
    {
        _path = path;
        Manifest = manifest;
    }

    public ExportManifest Manifest { get; }

    /// <summary>Reads all of a file and checks it.</summary>
    /// <exception cref="ToolException">It is no export, or not whole, or has been changed.</exception>
    public static ExportReader Open(string path, Progress progress, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        ExportManifest? manifest = null;
        string last = "";
        long number = 0;
        foreach (string line in ReadLines(path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;
            if (number > 2)
            {
                ReadEvent(path, last, number - 1, number - 2);
            }

            // Of each but the last one, which has the hash.
            if (number > 1)
            {
                hash.AppendData(s_strictUtf8.GetBytes(last));
                hash.AppendData("\n"u8);
            }

            manifest ??= ExportManifest.Read(path, line);
            last = line;
            progress.Report(number, manifest.LastNotificationId + 2);
        }

        if (manifest is null)
        {
            throw Refusal(path, 1, "the file is empty");
        }

        if (number != manifest.LastNotificationId + 2)
        {
            throw Refusal(path, number, $"there are "
                + $"{Math.Max(0, number - 2)} events and an end, and {manifest.LastNotificationId} by the manifest: a part is missing");
        }

        (long events, string expected) = ReadEnd(path, last, number);
        if (events != manifest.LastNotificationId)
        {
            throw Refusal(path, number, $"it says that there are {events} events, the manifest {manifest.LastNotificationId}");
        }

        return expected == Convert.ToHexStringLower(hash.GetHashAndReset())
            ? new ExportReader(path, manifest)
            : throw Refusal(path, number, "the hash isn't that of the lines before it: the file was changed");
    }

    /// <summary>The events, in the order of their notifications.</summary>
    public IEnumerable<Notification> Read()
    {
        long number = 1;
        foreach (string line in ReadLines(_path).Skip(1))
        {
            number++;
            if (number > Manifest.LastNotificationId + 1)
            {
                yield break;
            }

            yield return ReadEvent(_path, line, number, number - 1);
        }
    }

    public static ToolException Refusal(string path, long line, string why) =>
        ToolException.DoesNotHold($"'{path}' is no sound export of EsGen: line {line}: {why}. Nothing was stored.");

    private static IEnumerable<string> ReadLines(string path)
    {
        using StreamReader reader = new(path, s_strictUtf8, detectEncodingFromByteOrderMarks: false);
        while (true)
        {
            string? line;
            try
            {
                line = reader.ReadLine();
            }
            catch (DecoderFallbackException)
            {
                throw ToolException.DoesNotHold(
                    $"'{path}' is no sound export of EsGen: it has bytes that are no UTF-8. Nothing was stored.");
            }

            if (line is null)
            {
                yield break;
            }

            yield return line;
        }
    }

    private static Notification ReadEvent(string path, string line, long number, long expectedId)
    {
        try
        {
            byte[] bytes = Encoding.UTF8.GetBytes(line);
            Utf8JsonReader reader = new(bytes, s_options);
            (long? id, Guid? sequenceId, long? position, string? topic, DateTimeOffset? timestamp) = (null, null, null, null, null);
            (ReadOnlyMemory<byte>? data, ReadOnlyMemory<byte> metadata) = (null, default);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                reader.Read();
                switch (name)
                {
                    case "notificationId": id = reader.GetInt64(); break;
                    case "sequenceId": sequenceId = reader.GetGuid(); break;
                    case "position": position = reader.GetInt64(); break;
                    case "topic": topic = reader.GetString(); break;
                    case "timestamp": timestamp = Times.TryRead(reader.GetString() ?? ""); break;
                    case "data": data = ReadRaw(bytes, ref reader); break;
                    case "dataBase64": data = reader.GetBytesFromBase64(); break;
                    case "metadata": metadata = ReadRaw(bytes, ref reader); break;
                    case "metadataBase64": metadata = reader.GetBytesFromBase64(); break;
                    default: throw Refusal(path, number, $"'{Visible.Line(name)}' is unknown; a newer build may know it");
                }
            }

            if (reader.Read() || id is null || sequenceId is null || position is null || topic is null || timestamp is null || data is null)
            {
                throw Refusal(path, number, "it isn't a whole event");
            }

            return id == expectedId
                ? new Notification(id.Value, new SequencedItem(sequenceId.Value, position.Value, topic, data.Value)
                {
                    Timestamp = timestamp.Value,
                    Metadata = metadata,
                })
                : throw Refusal(path, number, $"it is notification {id} where {expectedId} should be");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw Refusal(path, number, "it can't be read as an event");
        }
    }

    private static ReadOnlyMemory<byte> ReadRaw(byte[] bytes, ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return bytes.AsMemory(start, (int)reader.BytesConsumed - start);
    }

    private static (long Events, string Hash) ReadEnd(string path, string line, long number)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return (document.RootElement.GetProperty("events").GetInt64(), document.RootElement.GetProperty("sha256").GetString()!);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException)
        {
            throw Refusal(path, number, "it should be the end of the export");
        }
    }
}
