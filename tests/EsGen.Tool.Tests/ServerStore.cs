using EsGen.PostgreSql;
using EsGen.PostgreSql.Tests;

namespace EsGen.Tool.Tests;

/// <summary>A schema of the tests' server, as the tool is told of it.</summary>
internal sealed class ServerStore
{
    private const string Variable = "ESGEN_TOOL_TEST";

    private readonly string _schema = $"tool_{Guid.NewGuid():n}";

    /// <summary>What to give as STORE.</summary>
    public string Address => $"pg:{Variable}/{_schema}";

    public static IReadOnlyDictionary<string, string> Environment { get; } =
        new Dictionary<string, string> { [Variable] = PostgreSqlServer.Instance.ConnectionString };

    public static Task<ToolRun> RunAsync(params string[] arguments) => ToolRun.RunAsync(arguments, Environment);

    public PostgreSqlDatastore Open() =>
        PostgreSqlDatastore.Open(new PostgreSqlSettings { DataSource = PostgreSqlServer.Instance.DataSource, Schema = _schema });

    public void Execute(string sql) =>
        PostgreSqlServer.Instance.Execute(sql.Replace("{schema}", $"\"{_schema}\"", StringComparison.Ordinal));
}
