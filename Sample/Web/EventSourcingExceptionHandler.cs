using EsGen;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Sample.Web;

/// <summary>Says by status and ProblemDetails what EsGen's exceptions mean to a client.</summary>
internal sealed class EventSourcingExceptionHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        (int Status, string Title)? answer = exception switch
        {
            ConcurrencyException => (StatusCodes.Status409Conflict, "Somebody else was faster: read it again, and repeat the request."),
            EntityNotFoundException or EntityDiscardedException or WrongEntityException =>
                (StatusCodes.Status404NotFound, "There is no such thing."),
            BadHttpRequestException bad => (bad.StatusCode, bad.Message),
            ReadModelNotReadyException => (StatusCodes.Status503ServiceUnavailable, "The list is being made: try again later."),

            // A guard has refused it.
            ArgumentException => (StatusCodes.Status422UnprocessableEntity, exception.Message),
            _ => null,
        };
        if (answer is not (var status, var title))
        {
            return false;
        }

        httpContext.Response.StatusCode = status;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            Exception = exception,
            ProblemDetails = new ProblemDetails { Status = status, Title = title },
        });
    }
}
