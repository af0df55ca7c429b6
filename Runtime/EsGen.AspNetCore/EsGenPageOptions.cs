namespace EsGen.AspNetCore;

/// <summary>How the page that <c>MapEsGen</c> maps behaves.</summary>
public sealed class EsGenPageOptions
{
    /// <summary>How many lines a page may be told to have.</summary>
    public const int MaxPageSize = 500;

    /// <summary>
    /// The name of the authorization policy that whoever looks at the page must meet. Outside of Development there must be one; in
    /// Development, nobody is asked without.
    /// </summary>
    /// <example>
    /// <c>builder.Services.AddAuthorizationBuilder().AddPolicy("operators", policy => policy.RequireRole("operator"));</c>
    /// </example>
    public string? AuthorizationPolicy
    {
        get;
        set
        {
            if (value is not null)
            {
                ArgumentException.ThrowIfNullOrWhiteSpace(value, nameof(AuthorizationPolicy));
            }

            field = value;
        }
    }

    /// <summary>
    /// Whether parked events can be retried and dropped from the page; not unless set. It needs antiforgery:
    /// <c>builder.Services.AddAntiforgery()</c>.
    /// </summary>
    public bool AllowChanges { get; set; }

    /// <summary>The key of the store that the page shows, as <c>AddEsGen</c> was given it; null for that without a key.</summary>
    public string? Key
    {
        get;
        set
        {
            if (value is not null)
            {
                ArgumentException.ThrowIfNullOrEmpty(value, nameof(Key));
            }

            field = value;
        }
    }

    /// <summary>How many lines a page has unless it is asked for fewer or more; 1 to <see cref="MaxPageSize"/>, 50 unless set.</summary>
    public int PageSize
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(PageSize));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxPageSize, nameof(PageSize));
            field = value;
        }
    } = 50;
}
