using EsGen.PostgreSql.Tests;
using Xunit;

namespace EsGen.Tool.Tests;

/// <summary>A test that needs a PostgreSQL server; skipped with the reason where none is to be had.</summary>
internal sealed class ServerFactAttribute : FactAttribute
{
    public ServerFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("ESGEN_TEST_PG_REQUIRED") is null && PostgreSqlServer.Missing is { } reason)
        {
            Skip = reason;
        }
    }
}
