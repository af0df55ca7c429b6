using Npgsql;

namespace EsGen.PostgreSql.Tests;

/// <summary>
/// A server that is there as long as the tests run: the one that ESGEN_TEST_PG names, else one started from what is installed, else from Debian's package, unpacked
/// into a folder and not installed.
/// </summary>
internal sealed class PostgreSqlServer
{
    public const string Variable = "ESGEN_TEST_PG";

    private static readonly Lazy<PostgreSqlServer?> Only = new(Start);
    private static readonly Lazy<string?> Found = new(static () => ProgramsIn("/usr/lib/postgresql") ?? Unpack());

    private PostgreSqlServer(string connectionString)
    {
        ConnectionString = connectionString;
        DataSource = NpgsqlDataSource.Create(connectionString);
    }

    /// <summary>Why there is none; null if there is one.</summary>
    public static string? Missing => Only.Value is null
        ? $"No PostgreSQL server: set {Variable} to a connection string, or install postgresql (or have apt-get download it)."
        : null;

    public static PostgreSqlServer Instance => Only.Value ?? throw new InvalidOperationException(Missing);

    /// <summary>The folder of a server's programs, installed or unpacked; null where there are none.</summary>
    public static string? Programs => Found.Value;

    public string ConnectionString { get; }

    public NpgsqlDataSource DataSource { get; }

    /// <summary>Settings of a new and empty store, which a test may change.</summary>
    public static PostgreSqlSettings NewSettings() => new() { DataSource = Instance.DataSource, Schema = $"test_{Guid.NewGuid():n}" };

    public void Execute(string sql)
    {
        using NpgsqlCommand command = DataSource.CreateCommand(sql);
        command.ExecuteNonQuery();
    }

    private static PostgreSqlServer? Start()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } connectionString)
        {
            return new PostgreSqlServer(connectionString);
        }

        if (Programs is not { } programs)
        {
            return null;
        }

        OwnServer own = OwnServer.Start(programs, "-c fsync=off");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => own.Dispose();
        return new PostgreSqlServer(own.ConnectionString);
    }

    /// <summary>Debian's package, downloaded once; null where that can't be done.</summary>
    private static string? Unpack()
    {
        string cache = Path.Combine(Path.GetTempPath(), $"esgen-pg-cache-{Environment.UserName}");
        string root = Path.Combine(cache, "root", "usr", "lib", "postgresql");
        if (ProgramsIn(root) is { } programs)
        {
            return programs;
        }

        try
        {
            Directory.CreateDirectory(cache);
            OwnServer.Run(isServer: false, "sh", "-c", $"cd '{cache}' && apt-get download -q postgresql-15 && dpkg -x postgresql-15_*.deb root && chmod -R a+rX .");
            return ProgramsIn(root);
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string? ProgramsIn(string folder) => !Directory.Exists(folder) ? null : Directory.GetDirectories(folder)
        .OrderByDescending(static version => int.TryParse(Path.GetFileName(version), out int number) ? number : 0)
        .Select(static version => Path.Combine(version, "bin"))
        .FirstOrDefault(static programs => File.Exists(Path.Combine(programs, "postgres")));
}
