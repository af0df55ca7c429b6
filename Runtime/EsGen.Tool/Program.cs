using System.Runtime.InteropServices;
using EsGen.Tool;

using CancellationTokenSource stop = new();
void Stop(PosixSignalContext signal)
{
    // The first one ends the work in order, a second one the process.
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}

using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await EsGenTool.RunAsync(args, ToolConsole.OfProcess(), Environment.GetEnvironmentVariable, stop.Token);
