using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using EsGen.Tool.Output;
using EsGen.Tool.Stores;

namespace EsGen.Tool.Copying;

/// <summary>Writes an export: a manifest, a line for each event, and a line with how many there are and a hash of all before it.</summary>
internal sealed class ExportWriter : IDisposable
{
    private readonly Stream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _line = new();
    private long _events;

    public ExportWriter(Stream file) => _file = file;

    public void WriteManifest(StoreAddress store, StoreFacts facts, StoreHead head, DateTimeOffset now) => WriteLine(writer =>
    {
        writer.WriteString("esgen"u8, "export"u8);
        writer.WriteNumber("version"u8, ExportReader.Version);
        writer.WriteString("kind"u8, store.Kind);
        writer.WriteString("storeId"u8, facts.StoreId);
        writer.WriteTime("exportedOn", now);
        writer.WriteNumber("lastNotificationId"u8, head.LastNotificationId);
        writer.WriteTrackings(head.Trackings);
    });

    public void Write(Notification notification)
    {
        _events++;
        WriteLine(writer =>
        {
            writer.WriteNumber("notificationId"u8, notification.Id);
            writer.WriteItemHead(notification.Item);
            WriteBytes(writer, "data", notification.Item.Data.Span);
            if (!notification.Item.Metadata.IsEmpty)
            {
                WriteBytes(writer, "metadata", notification.Item.Metadata.Span);
            }
        });
    }

    /// <summary>The last line, without which the export isn't whole.</summary>
    /// <returns>The hash of all before it.</returns>
    public string WriteEnd()
    {
        string hash = Convert.ToHexStringLower(_hash.GetHashAndReset());
        WriteLine(writer =>
        {
            writer.WriteNumber("events"u8, _events);
            writer.WriteString("sha256"u8, hash);
        });
        return hash;
    }

    public void Dispose() => _hash.Dispose();

    /// <summary>JSON as it is, to the byte; what wouldn't come back so, in Base64.</summary>
    private static void WriteBytes(Utf8JsonWriter writer, string name, ReadOnlySpan<byte> bytes)
    {
        if (JsonItems.IsJson(bytes) && bytes[0] > ' ' && bytes[^1] > ' ' && !bytes.ContainsAny((byte)'\n', (byte)'\r'))
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(bytes, skipInputValidation: true);
        }
        else
        {
            writer.WriteBase64String(name + "Base64", bytes);
        }
    }

    private void WriteLine(Action<Utf8JsonWriter> write)
    {
        _line.ResetWrittenCount();
        using (Utf8JsonWriter writer = new(_line, JsonOutput.Options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        _line.Write("\n"u8);
        _hash.AppendData(_line.WrittenSpan);
        _file.Write(_line.WrittenSpan);
    }
}
