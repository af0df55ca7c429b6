using System.Globalization;
using EsGen;
using Microsoft.Net.Http.Headers;

namespace Sample.Web;

/// <summary>Versions of entities as ETags.</summary>
internal static class ExpectedVersion
{
    /// <summary>The version that a request with If-Match is based on; null without one.</summary>
    /// <exception cref="BadHttpRequestException">It is no version.</exception>
    public static long? Of(HttpRequest request) => request.Headers.IfMatch switch
    {
        [] => null,
        [{ } text] when EntityTagHeaderValue.TryParse(text, out EntityTagHeaderValue? tag)
            && long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out long version)
            && version > 0 => version,
        _ => throw new BadHttpRequestException("If-Match isn't the ETag of an answer."),
    };

    /// <summary>Has the answer say which version it is of.</summary>
    public static void Tag(HttpResponse response, IEventSourced entity) =>
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{entity.Version}\"");

    /// <summary>Acts on an entity of the version that the request is based on, or, without one, as it is.</summary>
    public static async Task<T> UpdateAsync<T>(this EventSourcedRepository<T> repository, Guid id, HttpRequest request, Action<T> action)
        where T : class, IEventSourced<T> => Of(request) is { } version
            ? await repository.UpdateAsync(id, version, action, request.HttpContext.RequestAborted)
            : await repository.UpdateAsync(id, action, request.HttpContext.RequestAborted);
}
