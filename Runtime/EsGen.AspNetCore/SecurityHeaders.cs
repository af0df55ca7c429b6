using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EsGen.AspNetCore;

/// <summary>What a browser is told, so that nothing stored can act in it, whatever else goes wrong.</summary>
internal static class SecurityHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'";

    public static void Set(HttpResponse response)
    {
        response.Headers[HeaderNames.ContentSecurityPolicy] = ContentSecurityPolicy;
        response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        response.Headers[HeaderNames.XFrameOptions] = "DENY";
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";

        // What is stored belongs into nobody's cache.
        response.Headers[HeaderNames.CacheControl] = "no-store";
    }
}
