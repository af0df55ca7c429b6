using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: Xunit.TestFramework("EsGen.PostgreSql.Tests.ServerTestFramework", "EsGen.PostgreSql.Tests")]

namespace EsGen.PostgreSql.Tests;

/// <summary>Skips each test by name, with the reason, where no server is to be had. With ESGEN_TEST_PG_REQUIRED they run, and fail.</summary>
public sealed class ServerTestFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assemblyName, ISourceInformationProvider sources, IMessageSink messages)
        : XunitTestFrameworkExecutor(assemblyName, sources, messages)
    {
        protected override void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            List<IXunitTestCase> all = [.. testCases];
            if (Environment.GetEnvironmentVariable("ESGEN_TEST_PG_REQUIRED") is null && PostgreSqlServer.Missing is { } reason)
            {
                PropertyInfo skipReason = typeof(TestMethodTestCase).GetProperty(nameof(ITestCase.SkipReason))!;
                all.ForEach(testCase => skipReason.SetValue(testCase, reason));
            }

            base.RunTestCases(all, executionMessageSink, executionOptions);
        }
    }
}
