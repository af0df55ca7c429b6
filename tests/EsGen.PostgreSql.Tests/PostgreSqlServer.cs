using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
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

        if ((ProgramsIn("/usr/lib/postgresql") ?? Unpack()) is not { } programs)
        {
            return null;
        }

        string folder = Directory.CreateTempSubdirectory("esgen-pg-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // The server runs as another user if the tests run as root.
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        }

        int port = FreePort();
        Run(isServer: true, $"{programs}/initdb", "-D", $"{folder}/data", "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C");
        Run(
            isServer: true, $"{programs}/pg_ctl", "-D", $"{folder}/data", "-l", $"{folder}/log", "-w", "start", "-o",
            $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            Run(isServer: true, $"{programs}/pg_ctl", "-D", $"{folder}/data", "-m", "immediate", "-w", "stop");
            Directory.Delete(folder, recursive: true);
        };
        return new PostgreSqlServer(
            $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Maximum Pool Size=150;Include Error Detail=true");
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
            Run(isServer: false, "sh", "-c", $"cd '{cache}' && apt-get download -q postgresql-15 && dpkg -x postgresql-15_*.deb root && chmod -R a+rX .");
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

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Run(bool isServer, string program, params string[] arguments)
    {
        // initdb and the server refuse to run as root.
        string[] asNobody = isServer && Environment.UserName == "root" ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
        string[] all = [.. asNobody, program, .. arguments];
        ProcessStartInfo start = new(all[0], all[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardError = !isServer,
            WorkingDirectory = Path.GetTempPath(),
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }
}
