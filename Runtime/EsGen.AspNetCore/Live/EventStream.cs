using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace EsGen.AspNetCore.Live;

/// <summary>An answer that goes on, as server-sent events.</summary>
/// <param name="response">The answer.</param>
internal sealed class EventStream(HttpResponse response)
{
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        response.Headers[HeaderNames.CacheControl] = "no-store, no-transform";

        // Proxies that would collect it.
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await SendAsync(":\n\n", cancellationToken);
    }

    /// <summary>Sends a message.</summary>
    /// <param name="text">What; any line breaks stay.</param>
    /// <param name="id">What a browser says it had last when it comes again; null for nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task SendAsync(string text, long? id, CancellationToken cancellationToken)
    {
        StringBuilder message = new();
        if (id is { } last)
        {
            message.Append("id: ").Append(last).Append('\n');
        }

        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            message.Append("data: ").Append(line).Append('\n');
        }

        return SendAsync(message.Append('\n').ToString(), cancellationToken);
    }

    /// <summary>Says that nothing has happened, which tells whether somebody is still there.</summary>
    public Task SendNothingAsync(CancellationToken cancellationToken) => SendAsync(":\n\n", cancellationToken);

    private async Task SendAsync(string message, CancellationToken cancellationToken)
    {
        await response.WriteAsync(message, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
