using System.Text.RegularExpressions;

namespace EsGen.Tool.Stores;

/// <summary>Which store is meant. No secret is in it that isn't in the environment, and none gets out of it.</summary>
internal sealed partial class StoreAddress
{
    private const string Prefix = "pg:";

    private readonly string _text;
    private readonly string? _connectionString;
    private readonly string _schema = "esgen";

    private StoreAddress(string text, string? connectionString, string? schema)
    {
        _text = text;
        _connectionString = connectionString;
        _schema = schema ?? _schema;
    }

    public bool IsPostgreSql => _connectionString is not null;

    /// <summary><c>litedb</c> or <c>postgresql</c>.</summary>
    public string Kind => IsPostgreSql ? "postgresql" : "litedb";

    /// <summary>The path of a LiteDB store.</summary>
    public string Path => _text;

    /// <exception cref="ToolException">It is none.</exception>
    public static StoreAddress Parse(string text, Func<string, string?> environment)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return string.IsNullOrWhiteSpace(text)
                ? throw ToolException.Usage("STORE is empty; give the path of a LiteDB file, or pg:NAME.")
                : ConnectionString().IsMatch(text) ? throw ToolException.Usage(
                    "STORE looks like a connection string, which others can read in a list of processes. Put it into an environment "
                    + "variable, and give pg:NAME.")
                : text == ":memory:" ? throw ToolException.Usage("A store in memory is another program's; the tool can't see it.")
                : new StoreAddress(text, connectionString: null, schema: null);
        }

        if (PostgreSql().Match(text) is not { Success: true } match)
        {
            throw ToolException.Usage(
                "pg: is followed by the name of an environment variable that has the connection string, and perhaps by /SCHEMA: letters, "
                + "digits and _.");
        }

        string name = match.Groups["name"].Value;
        return environment(name) is { Length: > 0 } connectionString
            ? new StoreAddress(text, connectionString, match.Groups["schema"] is { Success: true } schema ? schema.Value : null)
            : throw ToolException.Impossible(
                $"The environment variable {name} is not set; it should have the connection string of the database.");
    }

    /// <summary>Opens the store; nothing in it changes by that.</summary>
    public Task<Store> OpenToReadAsync(CancellationToken cancellationToken) => OpenAsync(StoreAccess.Read, cancellationToken);

    /// <summary>Opens a store that is there.</summary>
    public Task<Store> OpenToChangeAsync(CancellationToken cancellationToken) => OpenAsync(StoreAccess.Change, cancellationToken);

    /// <summary>Opens a store, or makes it.</summary>
    public Task<Store> OpenOrCreateAsync(CancellationToken cancellationToken) => OpenAsync(StoreAccess.Create, cancellationToken);

    public override string ToString() => _text;

    private async Task<Store> OpenAsync(StoreAccess access, CancellationToken cancellationToken) => IsPostgreSql
        ? await PostgreSqlStore.OpenAsync(_text, _connectionString!, _schema, access, cancellationToken)
        : await LiteDbStore.OpenAsync(_text, access, cancellationToken);

    [GeneratedRegex(@"^pg:(?<name>[A-Za-z_][A-Za-z0-9_]*)(/(?<schema>[a-z_][a-z0-9_]*))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex PostgreSql();

    [GeneratedRegex(
        @"^\s*(Host|Server|Data Source|User ?Id|Username|Password)\s*=|^postgres(ql)?://|;\s*(Password|Username|User Id)\s*=",
        RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionString();
}
