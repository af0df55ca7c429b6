#!/usr/bin/env bash
# PostgreSQL 15.18 (Debian 12: 15.18-0+deb12u1), asked by Npgsql 10.0.3.
#
# A table of one row counts something. A function (or session) says `set enable_seqscan = off`, so that the plans for its large tables stay
# lookups in an index, and also updates that one row, without a condition.
# One would expect: nothing changes for the small table. There is only one way to read it, and that takes some microseconds.
# Seen: the only plan there is counts as 10,000,000,000 dearer, which is above jit_above_cost (100,000), inlining and optimization included:
#   the server compiles the statement with LLVM, again at each execution, for 40 to 400 milliseconds. With `jit = off`, or with a condition
#   that an index can serve, the same update takes less than a tenth of one.
# Output: "without a condition: compiled, cost 10000000000", "with jit off: cost 10000000000", "by the key: cost 0".
# Needs the server's programs: /usr/lib/postgresql/15, else Debian's package, unpacked into the folder. Fails if any of this changes.
set -euo pipefail
folder=$(mktemp -d)
chmod 755 "$folder"
programs=/usr/lib/postgresql/15/bin
as_nobody=()
[ "$(id -u)" != 0 ] || as_nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
stop() {
    "${as_nobody[@]}" "$programs/pg_ctl" -D "$folder/server/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

cd "$folder"
if [ ! -x "$programs/postgres" ]; then
    apt-get download -q postgresql-15=15.18-0+deb12u1 >/dev/null
    dpkg -x postgresql-15_*.deb root
    programs=$folder/root$programs
fi
install -d -m 777 server
"${as_nobody[@]}" "$programs/initdb" -D "$folder/server/data" -U postgres -A trust --no-sync >/dev/null
port=$(( 40000 + RANDOM % 20000 ))
"${as_nobody[@]}" "$programs/pg_ctl" -D "$folder/server/data" -l "$folder/server/log" -w \
    -o "-p $port -k $folder/server -c listen_addresses=127.0.0.1" start >/dev/null

mkdir program
cd program
cat > Compiled.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Npgsql" Version="[10.0.3]" />
  </ItemGroup>
</Project>
XML
cat > Program.cs <<'CS'
using System;
using System.Text.RegularExpressions;
using Npgsql;

using NpgsqlConnection connection = new(args[0]);
connection.Open();
Execute("create table counter (is_only boolean primary key default true, last bigint not null); insert into counter (last) values (0)");
Execute("set enable_seqscan = off");
Explain("without a condition", "update counter set last = last + 1");
Execute("set jit = off");
Explain("with jit off", "update counter set last = last + 1");
Execute("set jit = on");
Explain("by the key", "update counter set last = last + 1 where is_only");

void Execute(string sql)
{
    using NpgsqlCommand command = new(sql, connection);
    command.ExecuteNonQuery();
}

void Explain(string name, string sql)
{
    using NpgsqlCommand command = new("explain (analyze) " + sql, connection);
    using NpgsqlDataReader reader = command.ExecuteReader();
    string plan = "";
    while (reader.Read())
    {
        plan += reader.GetString(0) + "\n";
    }

    string cost = Regex.Match(plan, @"cost=(\d+)").Groups[1].Value;
    Console.WriteLine($"{name}: {(plan.Contains("JIT:") ? "compiled, " : "")}cost {cost}");
}
CS
dotnet build -v q >/dev/null
dotnet bin/Debug/net10.0/Compiled.dll "Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres;Pooling=false" > "$folder/seen"
cat "$folder/seen"
diff "$folder/seen" - <<'TXT'
without a condition: compiled, cost 10000000000
with jit off: cost 10000000000
by the key: cost 0
TXT
