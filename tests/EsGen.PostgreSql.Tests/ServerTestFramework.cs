using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: Xunit.TestFramework("EsGen.PostgreSql.Tests.ServerTestFramework", "EsGen.PostgreSql.Tests")]

namespace EsGen.PostgreSql.Tests;

/// <summary>Skips each test by name, with the reason, where no server is to be had. With ESGEN_TEST_PG_REQUIRED they run, and fail.</summary>
public sealed class ServerTestFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    /// <summary>The trait of tests that need a server of their own, which they may kill.</summary>
    public const string Server = "Server";

    public const string Own = "Own";

    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assemblyName, ISourceInformationProvider sources, IMessageSink messages)
        : XunitTestFrameworkExecutor(assemblyName, sources, messages)
    {
        protected override void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            List<IXunitTestCase> all = [.. testCases];
            PropertyInfo skipReason = typeof(TestMethodTestCase).GetProperty(nameof(ITestCase.SkipReason))!;
            if (Environment.GetEnvironmentVariable("ESGEN_TEST_PG_REQUIRED") is null && PostgreSqlServer.Missing is { } reason)
            {
                all.ForEach(testCase => skipReason.SetValue(testCase, reason));
            }
            else if (PostgreSqlServer.Programs is null)
            {
                // There is one that belongs to somebody else.
                all.FindAll(static testCase => testCase.Traits.TryGetValue(Server, out List<string>? values) && values.Contains(Own)).ForEach(
                    testCase => skipReason.SetValue(testCase, "It kills its server, and there are no programs to start one of its own with: install postgresql."));
            }

            base.RunTestCases(all, executionMessageSink, executionOptions);
        }
    }
}
