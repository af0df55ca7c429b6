using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using EsGen.LiteDB;
using EsGen.PostgreSql;
using EsGen.Tool.Commands;
using Npgsql;

namespace EsGen.Tool;

/// <summary>The command line: parses it, runs a command, and says what went wrong.</summary>
internal static class EsGenTool
{
    /// <param name="arguments">The command line's arguments.</param>
    /// <param name="console">Where to write to.</param>
    /// <param name="environment">Gives environment variables.</param>
    /// <param name="cancellationToken">Ends the command, in order.</param>
    /// <returns>What the process ends with.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, ToolConsole console, Func<string, string?> environment, CancellationToken cancellationToken)
    {
        try
        {
            // An argument that begins with @ is itself, no file of arguments.
            ParseResult result = CreateCommand(new CommandContext(console, environment))
                .Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (result.Errors.Count > 0 && result.Action is not (HelpAction or { Terminating: true, ClearsParseErrors: true }))
            {
                WriteErrors(console, result);
                return ExitCode.Usage;
            }

            InvocationConfiguration configuration = new()
            {
                Output = console.Out,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await result.InvokeAsync(configuration, cancellationToken);
        }
        catch (ToolException exception)
        {
            return Fail(console, exception.ExitCode, exception.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Fail(console, ExitCode.Impossible, "Cancelled.");
        }
        catch (StoreCorruptException exception)
        {
            return Fail(console, ExitCode.DoesNotHold, exception.Message);
        }
        catch (Exception exception) when (exception is EventSourcingException or IOException or UnauthorizedAccessException
            or InvalidDataException
            or NpgsqlException or DatastoreUnavailableException)
        {
            return Fail(console, ExitCode.Impossible, exception.Message);
        }
        finally
        {
            await console.Out.FlushAsync(CancellationToken.None);
            await console.Error.FlushAsync(CancellationToken.None);
        }
    }

    /// <summary>No RootCommand: that would be called after the tool's assembly.</summary>
    private static Command CreateCommand(CommandContext context) => new("esgen", "Shows, checks and copies what an EsGen store holds.")
    {
        new HelpOption(),
        new VersionOption(),
        InfoCommand.Create(context),
        ListCommand.Create(context),
        ShowCommand.Create(context),
        TailCommand.Create(context),
        TraceCommand.Create(context),
        VerifyCommand.Create(context),
        ExportCommand.Create(context),
        ImportCommand.Create(context),
        CopyCommand.Create(context),
        BackupCommand.Create(context),
        SnapshotsCommand.Create(context),
        ReadModelsCommand.Create(context),
        PoliciesCommand.Create(context),
        LockCommand.Create(context),
    };

    private static void WriteErrors(ToolConsole console, ParseResult result)
    {
        // That a command is missing says nothing beside a word that is none.
        IEnumerable<ParseError> errors = result.UnmatchedTokens.Count == 0
            ? result.Errors
            : result.Errors.Where(
                error => result.UnmatchedTokens.Any(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal)));
        foreach (ParseError error in errors.DefaultIfEmpty(result.Errors[0]))
        {
            console.Error.WriteLine($"esgen: {Visible.Line(error.Message)}");
        }

        string name = string.Join(' ', result.CommandResult.GetPath());
        console.Error.WriteLine($"'{name} --help' says how it is called.");
    }

    private static string[] GetPath(this CommandResult result)
    {
        List<string> names = [];
        for (SymbolResult? current = result; current is not null; current = current.Parent)
        {
            if (current is CommandResult command)
            {
                names.Insert(0, command.Parent is null ? "esgen" : command.Command.Name);
            }
        }

        return [.. names];
    }

    private static int Fail(ToolConsole console, int exitCode, string message)
    {
        console.Out.Flush();
        console.Error.WriteLine($"esgen: {Visible.Line(message)}");
        return exitCode;
    }
}
