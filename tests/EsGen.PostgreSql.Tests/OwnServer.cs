using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EsGen.PostgreSql.Tests;

/// <summary>A server of the tests' own, in a folder that is gone after them.</summary>
internal sealed class OwnServer : IDisposable
{
    private readonly string _programs;
    private readonly string _folder;
    private readonly string _options;

    private OwnServer(string programs, string options)
    {
        _programs = programs;
        _folder = Directory.CreateTempSubdirectory("esgen-pg-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // The server runs as another user if the tests run as root.
            File.SetUnixFileMode(_folder, (UnixFileMode)0b111_111_111);
        }

        int port = FreePort();
        _options = $"-p {port} -k {_folder} -c listen_addresses=127.0.0.1 -c max_connections=200 {options}";
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Maximum Pool Size=150;Include Error Detail=true";
    }

    public string ConnectionString { get; }

    /// <summary>The file of what the server logs.</summary>
    public string Log => $"{_folder}/log";

    /// <param name="programs">Where its programs are.</param>
    /// <param name="options">What its command line has beside the usual.</param>
    public static OwnServer Start(string programs, string options)
    {
        OwnServer server = new(programs, options);
        Run(isServer: true, $"{programs}/initdb", "-D", $"{server._folder}/data", "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C");
        server.Start();
        return server;
    }

    /// <summary>Runs a program and waits for its end.</summary>
    public static void Run(bool isServer, string program, params string[] arguments)
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

    public void Start() => Run(isServer: true, $"{_programs}/pg_ctl", "-D", $"{_folder}/data", "-l", Log, "-w", "start", "-o", _options);

    /// <summary>Kills all its processes, the postmaster first (kill -9).</summary>
    public void Kill()
    {
        int postmaster = int.Parse(File.ReadLines($"{_folder}/data/postmaster.pid").First(), CultureInfo.InvariantCulture);
        int[] children = [.. File.ReadAllText($"/proc/{postmaster}/task/{postmaster}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static id => int.Parse(id, CultureInfo.InvariantCulture))];
        foreach (int id in (int[])[postmaster, .. children])
        {
            try
            {
                using Process process = Process.GetProcessById(id);
                process.Kill();
            }
            catch (ArgumentException)
            {
                // It has ended by itself.
            }
        }

        // Where nobody takes note of their end, their ids still count as running.
        Thread.Sleep(200);
        File.Delete($"{_folder}/data/postmaster.pid");
        foreach (string file in Directory.GetFiles(_folder, ".s.PGSQL.*"))
        {
            File.Delete(file);
        }
    }

    public void Dispose()
    {
        Run(isServer: true, $"{_programs}/pg_ctl", "-D", $"{_folder}/data", "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
