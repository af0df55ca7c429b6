using System.Text.Json;

namespace EsGen.Tool.Copying;

/// <summary>The first line of an export.</summary>
/// <param name="LastNotificationId">How many events follow.</param>
/// <param name="Trackings">How far those had come who follow the store.</param>
internal sealed record ExportManifest(long LastNotificationId, IReadOnlyList<Tracking> Trackings)
{
    public static ExportManifest Read(string path, string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            if (root.GetProperty("esgen").GetString() != "export")
            {
                throw ExportReader.Refusal(path, 1, "it is no manifest");
            }

            int version = root.GetProperty("version").GetInt32();
            return version == ExportReader.Version
                ? new ExportManifest(
                    root.GetProperty("lastNotificationId").GetInt64(),
                    [
                        .. root.GetProperty("trackings").EnumerateArray().Select(static tracking =>
                            new Tracking(tracking.GetProperty("name").GetString()!, tracking.GetProperty("notificationId").GetInt64())),
                    ])
                : throw ExportReader.Refusal(path, 1, $"it has the form {version}; this build reads {ExportReader.Version}");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException
            or ArgumentException)
        {
            throw ExportReader.Refusal(path, 1, "it is no manifest");
        }
    }
}
