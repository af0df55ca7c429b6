using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace EsGen.AspNetCore.Api;

/// <summary>Answers in JSON.</summary>
internal static class JsonAnswer
{
    private static readonly JsonWriterOptions s_options = new() { MaxDepth = 100_000 };

    public static async Task WriteAsync(PageContext context, Action<Utf8JsonWriter> members, int status = StatusCodes.Status200OK)
    {
        context.Http.Response.StatusCode = status;
        context.Http.Response.ContentType = "application/json; charset=utf-8";
        await using Utf8JsonWriter writer = new(context.Http.Response.BodyWriter, s_options);
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
        await writer.FlushAsync(context.Cancellation);
    }

    public static Task RefuseAsync(PageContext context, int status, string message) =>
        WriteAsync(context, writer => writer.WriteString("error"u8, message), status);
}
