using Npgsql;
using Xunit;

namespace EsGen.PostgreSql.Tests.ReadModels;

/// <summary>Read models for people with SQL: a view a model, with a column of a fitting type for each member.</summary>
public sealed class ViewTests
{
    private static readonly DateTimeOffset s_time = new(2026, 11, 28, 12, 30, 15, 123, 456, TimeSpan.FromHours(2));
    private readonly PostgreSqlSettings _settings = PostgreSqlServer.NewSettings();

    [Fact]
    public async Task A_view_has_a_column_of_a_fitting_type_for_each_member()
    {
        await using Node node = await Node.OpenAsync(_settings);
        node.Runner.Add<EverySqlType>();
        node.Runner.Add<WholeCount>();
        node.Runner.Add<DayCount>();
        await node.Runner.StartAsync();
        Guid id = node.Save(new Sample("it's \"\\\u0000\\u0000\u0001ä😀", -5, 1.50m, 0.25, s_time, isTrue: true, ["red", "da\0rk"]));
        node.Save(new Sample("", long.MaxValue, decimal.MinValue, double.Epsilon, DateTimeOffset.MinValue, isTrue: false, []));
        node.Save(new Sample("z", long.MinValue, decimal.MaxValue, double.MaxValue, DateTimeOffset.MaxValue, isTrue: false, ["", "red"]));
        await node.Runner.WaitUntilCaughtUpAsync();

        Assert.Equal(
            "key uuid, text text, whole bigint, exact numeric, large numeric, floating double precision, instant timestamp with time zone, dateTime timestamp without time zone, "
            + "date date, time time without time zone, span text, isTrue boolean, shade text, code text, tags ARRAY, numbers ARRAY, counts jsonb, key_ text, "
            + "document_ text, document jsonb",
            string.Join(", ", Rows($"select column_name || ' ' || data_type from information_schema.columns where table_schema = '{_settings.Schema}' and table_name = 'every type' order by ordinal_position")));
        string view = $"{_settings.Schema}.\"every type\"";
        Assert.Equal(
            [id.ToString()],
            Rows($"""
                select key::text from {view} where whole = -5 and exact = 1.5 and floating = 0.25 and instant = '2026-11-28T10:30:15.123456Z' and "isTrue"
                and date = '2026-11-28' and time = '10:30:15.123456' and span = '12:30:15.1234560' and shade = 'Dark' and tags @> array['red', E'da\ufffdrk'] and numbers[2] = 2
                and counts ->> 'one' = '1' and key_ = 'its key' and document_ is null and document ->> 'whole' = '-5' and large = 18446744073709551615
                """));
        Assert.Equal(["it's \"\\\ufffd\\u0000\u0001ä😀"], Rows($"select text from {view} where key = '{id}'"));
        Assert.Equal(["2"], Rows($"select count(*)::text from {view} where tags @> array['red']"));
        Assert.Equal(
            ["-5 1", "9223372036854775807 1", "-9223372036854775808 1"],
            Rows($"select key::text || ' ' || count from {_settings.Schema}.\"WholeCount\" order by key = -5 desc, key desc"));
        Assert.Equal(["0001-01-01", "2026-11-28", "9999-12-31"], Rows($"select key::text from {_settings.Schema}.\"DayCount\" order by key"));
    }

    [Fact]
    public async Task Texts_of_any_length_can_stand_in_keys_and_indexes()
    {
        await using Node node = await Node.OpenAsync(_settings);
        node.Runner.Add<EverySqlType>();
        node.Runner.Add<TextCount>();
        await node.Runner.StartAsync();
        Random random = new(1);
        string[] texts = [.. Enumerable.Range(0, 20).Select(number => string.Concat(Enumerable.Range(0, 500 * number).Select(_ => char.ConvertFromUtf32(random.Next(0x10000, 0x20000)))))];
        foreach (string text in texts)
        {
            node.Save(new Sample(text, 1, 1, 1, s_time, isTrue: true, [text, text + "!"]));
        }

        await node.Runner.WaitUntilCaughtUpAsync();
        ReadModels<EverySqlType> models = node.Application.ReadModels<EverySqlType>();
        foreach (string text in texts)
        {
            Assert.Equal(text, Assert.Single(models.FindByText(text)).Text);
            Assert.Single(models.FindByTags(text + "!"));
            Assert.Equal(1, node.Application.ReadModels<TextCount>().Get(text).Count);
        }

        Assert.Equal(texts.Order(StringComparer.Ordinal), models.FindByText(limit: 100).Select(static model => model.Text));
        Assert.Equal([$"{texts.Length}"], Rows($"select count(*)::text from {_settings.Schema}.\"every type\" where document ->> 'text' like text || '%'"));

        // A table of the store has the model's name; its other view is there.
        Assert.Equal([$"{texts.Length}"], Rows($"select sum(count)::text from {_settings.Schema}.\"{ViewOf<TextCount>()}\""));
        Assert.Equal(texts.Length, node.Strategy.LastNotificationId);
    }

    [Fact]
    public async Task Columns_of_indexes_have_indexes_and_views_can_be_joined()
    {
        await using Node node = await Node.OpenAsync(_settings);
        node.Runner.Add<AgendaEntry>();
        node.Runner.Add<BasketView>();
        await node.Runner.StartAsync();
        Guid doctor = Guid.NewGuid();
        await node.SaveAsync(Enumerable.Range(0, 300).Select(
            i => new Visit(i % 100 == 0 ? doctor : Guid.NewGuid(), s_time.AddMinutes(i), $"Patient {i}")));

        await node.Runner.WaitUntilCaughtUpAsync();
        PostgreSqlServer.Instance.Execute($"create table {_settings.Schema}.doctors (id uuid, name text); insert into {_settings.Schema}.doctors values ('{doctor}', 'Ada')");
        Assert.Equal(
            ["Ada: Patient 0", "Ada: Patient 100", "Ada: Patient 200"],
            Rows($"""
                select d.name || ': ' || a.patient from {_settings.Schema}."AgendaEntry" a join {_settings.Schema}.doctors d on d.id = a.practitioner order by a.start
                """));
        PostgreSqlServer.Instance.Execute("analyze");
        string plan = string.Join("\n", Rows($"explain select * from {_settings.Schema}.\"AgendaEntry\" where practitioner = '{doctor}' and start > '2000-01-01Z'"));
        Assert.Contains("Index", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_view_with_the_model_s_name_shows_the_newest_documents_that_have_caught_up()
    {
        await using Node node = await Node.StartAsync<AgendaEntry>(_settings);
        node.Save(new Visit(Guid.NewGuid(), s_time, "Ada"));
        await node.Runner.WaitUntilCaughtUpAsync();
        IReadModelStore store = node.Datastore.ReadModelStore!;
        ReadModelShape shape = new(DocumentValue.Uuid, isKeySigned: false, [new DocumentMember("name", DocumentValue.Text)], [["name"]]);
        ReadModelVersion newer = new("AgendaEntry", "0123456789", 1);
        IReadModelDocuments documents = store.Begin(newer, new ReadModelState(0, 1, 0, 0), shape);
        Assert.Equal(["Ada"], Rows($"select patient from {_settings.Schema}.\"AgendaEntry\""));

        documents.Commit(new ReadModelState(1, 1, 1, 0), [new DocumentChange(0, Guid.NewGuid().ToByteArray(), "{\"name\":\"Ben\"}"u8.ToArray())]);
        Assert.Equal(["Ben"], Rows($"select name from {_settings.Schema}.\"AgendaEntry\""));
        Assert.Equal(["Ben"], Rows($"select name from {_settings.Schema}.\"AgendaEntry__01234567\""));
        Assert.Equal(["Ada"], Rows($"select patient from {_settings.Schema}.\"{ViewOf<AgendaEntry>()}\""));

        // What somebody has built on a view keeps that, and nothing is removed below it.
        PostgreSqlServer.Instance.Execute($"create view {_settings.Schema}.mine as select * from {_settings.Schema}.\"AgendaEntry__01234567\"");
        store.Drop(newer);
        Assert.Equal(["Ada"], Rows($"select patient from {_settings.Schema}.\"AgendaEntry\""));
        Assert.Equal(["Ben"], Rows($"select name from {_settings.Schema}.mine"));
        PostgreSqlServer.Instance.Execute($"drop view {_settings.Schema}.mine");
        store.DropUnused("AgendaEntry", Fingerprint<AgendaEntry>(), TimeSpan.FromDays(1));
        Assert.Equal(
            ["AgendaEntry", ViewOf<AgendaEntry>()],
            Rows($"select viewname from pg_views where schemaname = '{_settings.Schema}' order by viewname"));

        await node.Runner.RebuildAsync<AgendaEntry>();
        Assert.Equal(["Ada"], Rows($"select patient from {_settings.Schema}.\"AgendaEntry\""));
    }

    private static string Fingerprint<T>()
        where T : class, IReadModel<T> => T.Description.Fingerprint;

    private static string ViewOf<T>()
        where T : class, IReadModel<T> => $"{T.Description.Name}__{T.Description.Fingerprint[..8]}";

    private static List<string> Rows(string sql)
    {
        using NpgsqlCommand command = PostgreSqlServer.Instance.DataSource.CreateCommand(sql);
        using NpgsqlDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
