using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace EsGen.AspNetCore.Pages;

/// <summary>
/// Finds what somebody has: the id of a stream, <c>id:position</c> of an event, a notification's number, or a correlation.
/// </summary>
internal static class StreamSearch
{
    public static async Task AnswerAsync(PageContext context, string query)
    {
        if (Guid.TryParse(query, out Guid id))
        {
            context.Http.Response.Redirect(context.ToStream(id).Url);
        }
        else if (query.Split(':') is [var first, var second] && Guid.TryParse(first, out id)
            && long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out long position) && position < long.MaxValue)
        {
            context.Http.Response.Redirect(context.ToStream(id, position + 1).Url);
        }
        else if (long.TryParse(query, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            if (number > 0 && await context.Page.Strategy.GetNotificationsAsync(number - 1, 1, context.Cancellation) is [var found]
                && found.Id == number)
            {
                context.Http.Response.Redirect(context.ToStream(found.Item.SequenceId, found.Item.Position + 1).Url);
                return;
            }

            await Layout.RefuseAsync(context, StatusCodes.Status404NotFound, "Not found", $"There is no notification {number}.");
        }
        else
        {
            context.Http.Response.Redirect(context.To("/trace").With("correlation", query).Url);
        }
    }
}
