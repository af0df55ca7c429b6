namespace EsGen.Generators.Model.Policies;

/// <summary>One <c>On</c> of a policy.</summary>
/// <param name="Record">The event's full name, as in source.</param>
/// <param name="Result">What it gives back.</param>
/// <param name="Arguments">What it is called with, behind the event, as in source: <c>, context, cancellationToken</c>.</param>
internal sealed record PolicyHandlerModel(string Record, PolicyResult Result, string Arguments)
{
    /// <summary>Whether it has an effect outside, instead of giving back what is to be stored.</summary>
    public bool ReturnsNothing => Result is PolicyResult.Nothing or PolicyResult.Task or PolicyResult.ValueTask;
}
