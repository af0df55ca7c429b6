using System.CommandLine;
using EsGen.LiteDB;
using EsGen.Tool.Output;
using EsGen.Tool.Stores;

namespace EsGen.Tool.Commands;

/// <summary><c>esgen tail</c>: shows events as they are stored, until it is stopped.</summary>
internal static class TailCommand
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    public static Command Create(CommandContext context)
    {
        Argument<string> store = CommandContext.StoreArgument();
        Option<long?> after = new("--after")
        {
            Description = "Begin behind this notification; 0 for the first one. Without it the last ten are shown.",
            HelpName = "N",
        };
        Option<string[]> topic = new("--topic")
        {
            Description = "Only events of this topic or entity, or of a pattern such as 'Account.*'. May be given several times.",
            HelpName = "TOPIC",
        };
        Option<int?> limit = CheckedOptions.OptionalLimit("End after so many events.");
        Option<bool> json = CommandContext.JsonOption();
        Command command = new("tail", "Follow the events of a store until Ctrl-C.") { store, after, topic, limit, json };
        command.SetAction((result, cancellationToken) =>
        {
            Follower follower = new(context, result.GetValue(topic) ?? [], result.GetValue(limit), result.GetValue(json));
            return follower.RunAsync(context.Address(result.GetRequiredValue(store)), result.GetValue(after), cancellationToken);
        });
        return command;
    }

    private sealed class Follower(CommandContext context, string[] topics, int? limit, bool isJson)
    {
        private readonly JsonOutput _json = context.Json();
        private readonly TextOutput _text = new(context.Console);
        private long? _position;
        private int _shown;

        private bool IsDone => _shown >= limit;

        public async Task<int> RunAsync(StoreAddress address, long? after, CancellationToken cancellationToken)
        {
            _position = after;
            try
            {
                Store store = await address.OpenToReadAsync(cancellationToken);
                while (true)
                {
                    await using (store)
                    {
                        await ShowAsync(store, cancellationToken);
                        while (!IsDone && address.IsPostgreSql)
                        {
                            await store.Strategy.WaitForNotificationAsync(_position!.Value, cancellationToken);
                            await ShowAsync(store, cancellationToken);
                        }
                    }

                    if (IsDone)
                    {
                        return ExitCode.Success;
                    }

                    store = await ReopenAsync(address, cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return ExitCode.Success;
            }
        }

        /// <summary>A LiteDB file is let go meanwhile: who looks at it mustn't keep an application from opening it.</summary>
        private async Task<Store> ReopenAsync(StoreAddress address, CancellationToken cancellationToken)
        {
            FileState before = FileState.Of(address.Path);
            bool isToldOf = false;
            while (true)
            {
                await Task.Delay(s_pause, context.Console.TimeProvider, cancellationToken);
                if (FileState.Of(address.Path) == before)
                {
                    continue;
                }

                try
                {
                    return await address.OpenToReadAsync(cancellationToken);
                }
                catch (ToolException exception) when (exception.InnerException is DatastoreInUseException)
                {
                    if (!isToldOf)
                    {
                        isToldOf = true;
                        await context.Console.Error.WriteLineAsync(
                            $"esgen: {exception.Message} What it stores is shown when it has ended.");
                    }
                }
            }
        }

        private async Task ShowAsync(Store store, CancellationToken cancellationToken)
        {
            long lastId = await store.Strategy.GetLastNotificationIdAsync(cancellationToken);
            _position ??= Math.Max(0, lastId - 10);
            await foreach (Notification notification in store.ReadAsync(_position.Value, lastId, progress: null, cancellationToken))
            {
                _position = notification.Id;
                if (topics.Length == 0 || topics.Any(topic => Topics.Matches(notification.Item.Topic, topic)))
                {
                    Show(notification);
                    if (++_shown >= limit)
                    {
                        break;
                    }
                }
            }

            await context.Console.Out.FlushAsync(cancellationToken);
        }

        private void Show(Notification notification)
        {
            if (isJson)
            {
                _json.Write(writer => writer.WriteNotification(notification));
            }
            else
            {
                SequencedItem item = notification.Item;
                _text.Line(
                    $"{notification.Id}  {Times.Show(item.Timestamp)}  {item.Topic}  {item.SequenceId}:{item.Position}  "
                    + JsonItems.Show(item.Data));
            }
        }
    }

    /// <summary>What a change of a file shows in.</summary>
    private readonly record struct FileState(long Length, DateTime LastWrite, long LogLength, bool HasLog)
    {
        public static FileState Of(string path)
        {
            StorePath files = StorePath.Resolve(Path.GetFullPath(path));
            FileInfo file = new(files.Data);
            FileInfo log = new(files.Log);
            return new FileState(
                file.Exists ? file.Length : -1, file.Exists ? file.LastWriteTimeUtc : default, log.Exists ? log.Length : -1, log.Exists);
        }
    }
}
