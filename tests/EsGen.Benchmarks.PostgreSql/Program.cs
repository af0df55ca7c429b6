using EsGen.Benchmarks.PostgreSql;
using EsGen.PostgreSql.Tests;
using Npgsql;

// A server of its own that writes to the disk as it should; or one that is there already.
using OwnServer? own = Environment.GetEnvironmentVariable(PostgreSqlServer.Variable) is { Length: > 0 } ? null
    : OwnServer.Start(PostgreSqlServer.Programs ?? throw new InvalidOperationException(PostgreSqlServer.Missing), "");
string connectionString = own?.ConnectionString ?? PostgreSqlServer.Instance.ConnectionString;

// Statements are prepared after their fifth use, for all alike.
NpgsqlConnectionStringBuilder builder = new(connectionString) { MaxAutoPrepare = 50 };
await using NpgsqlDataSource source = NpgsqlDataSource.Create(builder.ConnectionString);
await using EsGenPeer esgen = new(source);
await using MartenPeer marten = new(builder.ConnectionString);
await using ByHandPeer byHand = new(source);
await new PeerComparison([esgen, marten, byHand]).RunAsync();
