using EsGen.Tool;

// The tool as a process of its own, for tests that kill it.
return await EsGenTool.RunAsync(args, ToolConsole.OfProcess(), Environment.GetEnvironmentVariable, CancellationToken.None);
