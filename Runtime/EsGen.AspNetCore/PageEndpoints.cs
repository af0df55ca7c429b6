using EsGen.AspNetCore.Api;
using EsGen.AspNetCore.Live;
using EsGen.AspNetCore.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EsGen.AspNetCore;

/// <summary>The endpoints of a page.</summary>
internal static class PageEndpoints
{
    private static readonly string[] s_get = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] s_live = [HttpMethods.Get];
    private static readonly string[] s_post = [HttpMethods.Post];

    public static void Map(RouteGroupBuilder group, MappedPage page)
    {
        Get("", StreamsPage.GetAsync);
        Get("/stream", StreamPage.GetAsync);
        Get("/stream/step", StreamPage.GetStepAsync);
        Get("/events", EventsPage.GetAsync);
        Get("/trace", TracePage.GetAsync);
        Get("/runner", RunnerPage.GetAsync);
        Get("/parked", ParkedPage.GetAsync);
        Get("/verification", VerificationPage.GetAsync);
        Live("/live", LiveEndpoints.GetEventsAsync);
        Live("/live/stream", LiveEndpoints.GetStreamAsync);
        Live("/live/runner", LiveEndpoints.GetRunnerAsync);
        Get("/api/streams", StreamsApi.GetStreamsAsync);
        Get("/api/stream", StreamsApi.GetStreamAsync);
        Get("/api/state", StreamsApi.GetStateAsync);
        Get("/api/events", StreamsApi.GetEventsAsync);
        Get("/api/trace", StreamsApi.GetTraceAsync);
        Get("/api/runner", RunnerApi.GetStatusAsync);
        Get("/api/parked", RunnerApi.GetParkedAsync);
        Get("/api/verification", RunnerApi.GetVerificationAsync);
        if (page.Antiforgery is not null)
        {
            // It changes nothing, but it reads everything: not because of a link on somebody else's page.
            Post("/verification", VerificationPage.StartAsync);
        }

        if (page.Options.AllowChanges)
        {
            Post("/parked/retry", ParkedPage.RetryAsync);
            Post("/parked/drop", ParkedPage.DropAsync);
        }

        foreach (string name in Assets.Names)
        {
            Get($"/assets/{name}", context => Assets.GetAsync(context.Http, name));
        }

        void Get(string path, Func<PageContext, Task> answer) => group.MapMethods(path, s_get, http => RunAsync(http, path, answer));

        // No HEAD, which would wait for an end that never comes.
        void Live(string path, Func<PageContext, Task> answer) => group.MapMethods(
            path, s_live, http => RunAsync(http, path, answer));

        void Post(string path, Func<PageContext, Task> answer) => group.MapMethods(
            path, s_post, http => RunAsync(http, path, context => ChangeAsync(context, answer)));

        Task RunAsync(HttpContext http, string path, Func<PageContext, Task> answer) =>
            AnswerAsync(new PageContext(http, page, path), path, answer);
    }

    private static async Task AnswerAsync(PageContext context, string path, Func<PageContext, Task> answer)
    {
        SecurityHeaders.Set(context.Http.Response);
        try
        {
            await answer(context);
        }
        catch (BadRequestException exception) when (!context.Http.Response.HasStarted)
        {
            await (path.StartsWith("/api/", StringComparison.Ordinal)
                ? JsonAnswer.RefuseAsync(context, StatusCodes.Status400BadRequest, exception.Message)
                : Layout.RefuseAsync(context, StatusCodes.Status400BadRequest, "That can't be answered", exception.Message));
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
    }

    private static async Task ChangeAsync(PageContext context, Func<PageContext, Task> answer)
    {
        try
        {
            await context.Page.Antiforgery!.ValidateRequestAsync(context.Http);
        }
        catch (AntiforgeryValidationException)
        {
            await Layout.RefuseAsync(
                context,
                StatusCodes.Status400BadRequest,
                "Nothing was changed",
                "The request didn't come from this page, or the page is too old. Go back, load it again, and try again.");
            return;
        }

        await answer(context);
    }
}
