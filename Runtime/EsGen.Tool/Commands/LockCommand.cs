using System.CommandLine;
using System.Text.Json;
using EsGen.Schema;
using EsGen.Tool.Applications;
using EsGen.Tool.Locking;
using EsGen.Tool.Output;

namespace EsGen.Tool.Commands;

/// <summary><c>esgen lock</c>: compares an assembly with <c>events.lock</c>, and takes over what is safe.</summary>
internal static class LockCommand
{
    public static Command Create(CommandContext context) => new("lock", "Compare an assembly with events.lock.")
    {
        Create(context, "check", "Say in what an assembly differs from events.lock. Exit code 1 if in anything.", accepts: false),
        Create(context, "accept", "Take new and compatible events over into events.lock; refuses what could no longer read what is "
            + "stored.", accepts: true),
    };

    private static Command Create(CommandContext context, string name, string description, bool accepts)
    {
        Argument<string[]> files = new("FILES")
        {
            Description = "The assembly (App.dll), and the lock; events.lock in this folder unless given.",
            Arity = new ArgumentArity(0, 2),
        };
        Option<FileInfo> app = new("--app") { Description = "The assembly, if it isn't among the files.", HelpName = "App.dll" };
        Option<bool> json = CommandContext.JsonOption();
        Command command = new(name, description) { files, app, json };
        command.SetAction(result =>
        {
            (FileInfo assembly, string path) = GetFiles(result.GetValue(files) ?? [], result.GetValue(app));
            EventLock declared = Application.ReadDeclared(assembly);
            Outcome outcome = Compare(path, declared, accepts);
            context.Write(
                result.GetValue(json), writer => WriteMembers(writer, path, assembly, outcome), output => Print(output, path, outcome));
            return outcome.IsUpToDate ? ExitCode.Success : ExitCode.DoesNotHold;
        });
        return command;
    }

    private static (FileInfo Assembly, string Lock) GetFiles(string[] files, FileInfo? app)
    {
        string[] assemblies = [.. files.Where(static file => Path.GetExtension(file) is ".dll" or ".exe")];
        string[] locks = [.. files.Except(assemblies)];
        return (assemblies, app, locks) switch
        {
            ([var file], null, { Length: <= 1 }) => (new FileInfo(file), locks.FirstOrDefault() ?? EventLock.FileName),
            ([], { } file, { Length: <= 1 }) => (file, locks.FirstOrDefault() ?? EventLock.FileName),
            _ => throw ToolException.Usage("Give one assembly (App.dll), and at most one lock."),
        };
    }

    private static Outcome Compare(string path, EventLock declared, bool accepts)
    {
        EventLock content = File.Exists(path) ? LockFile.Read(path) : EventLock.Empty;
        IReadOnlyList<LockDifference> differences = LockComparison.Compare(content, declared);
        bool isChanged = accepts && differences.Count > 0 && differences.All(static difference => difference.IsAcceptable);
        if (isChanged)
        {
            EventLock accepted = declared.Entities.Aggregate(
                content, static (content, entity) => LockUpdate.Accept(content, entity, eventName: null));
            LockFile.Write(path, declared.Handlers.Aggregate(accepted, LockUpdate.Accept));
        }

        return new Outcome(differences, IsUpToDate: isChanged || differences.Count == 0, isChanged);
    }

    private static void WriteMembers(Utf8JsonWriter writer, string path, FileInfo assembly, Outcome outcome)
    {
        writer.WriteString("lock"u8, path);
        writer.WriteString("assembly"u8, assembly.Name);
        writer.WriteBoolean("upToDate"u8, outcome.IsUpToDate);
        writer.WriteBoolean("changed"u8, outcome.IsChanged);
        writer.WriteObjects("differences", outcome.Differences, difference =>
        {
            writer.WriteString("entity"u8, difference.Entity);
            writer.WriteString("event"u8, difference.Event);
            writer.WriteNumberOrNull("version", difference.Version);
            writer.WriteString("policy"u8, GetName(difference.Handler, HandlerKind.Policy));
            writer.WriteString("readModel"u8, GetName(difference.Handler, HandlerKind.ReadModel));
            writer.WriteString("kind"u8, difference.Kind);
            writer.WriteString("text"u8, difference.Text);
        });
    }

    private static string? GetName(LockedHandler? handler, HandlerKind kind) => handler?.Kind == kind ? handler.Name : null;

    private static void Print(TextOutput output, string path, Outcome outcome)
    {
        foreach (LockDifference difference in outcome.Differences)
        {
            output.Line(difference.ToString());
        }

        output.Line(
            outcome.IsChanged ? $"{path} has these now; commit it."
            : outcome.IsUpToDate ? $"{path} is up to date."
            : !File.Exists(path) ? $"There is no {path}; 'esgen lock accept' writes one."
            : outcome.Differences.All(static difference => difference.IsAcceptable)
                ? $"{path} is behind; 'esgen lock accept' brings it up to date."
            : $"{path} stays as it is: with these differences something stored could not be read. docs/schema.md says what to do.");
    }

    private sealed record Outcome(IReadOnlyList<LockDifference> Differences, bool IsUpToDate, bool IsChanged);
}
