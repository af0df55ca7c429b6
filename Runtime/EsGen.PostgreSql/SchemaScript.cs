using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace EsGen.PostgreSql;

/// <summary>The SQL that makes the tables of a store in a schema, and gives roles what they need of it.</summary>
internal static partial class SchemaScript
{
    /// <summary>The format that this build reads and writes.</summary>
    public const int Format = 1;

    /// <summary>Refuses a name that isn't plain: names of schemas and roles become part of statements, where nothing else does.</summary>
    public static void ThrowIfNotAName(string? name, string what)
    {
        if (name is null || !PlainName().IsMatch(name))
        {
            throw new ArgumentException(
                $"{what} must be a plain name of PostgreSQL: lower-case letters (a to z), digits and underscores, no digit first, at most "
                    + "63 of them.", what);
        }
    }

    /// <summary>Where commits are announced. In lower case, because <c>listen</c> folds names and <c>pg_notify</c> doesn't.</summary>
    public static string ChannelOf(string schema) => "esgen_" + (schema.Length <= 57 ? schema : schema[..57]);

    public static string Of(PostgreSqlSettings settings)
    {
        using StreamReader reader = new(
            Assembly.GetExecutingAssembly().GetManifestResourceStream("Schema.sql")
            ?? throw new InvalidOperationException("The assembly has no Schema.sql."));
        StringBuilder script = new(reader.ReadToEnd());
        if (settings.WriterRole is { } writer)
        {
            script.Append(CultureInfo.InvariantCulture, $$"""

                -- The application: appends and reads, changes nothing that was appended, and makes the tables of read models.
                grant usage, create on schema {schema} to "{{writer}}";
                grant select on {schema}.store, {schema}.head, {schema}.items, {schema}.trackings, {schema}.commits to "{{writer}}";
                grant update on {schema}.head to "{{writer}}";
                grant insert on {schema}.items to "{{writer}}";
                grant insert, update on {schema}.trackings to "{{writer}}";
                grant insert, delete on {schema}.commits to "{{writer}}";
                grant select, insert, update, delete on {schema}.snapshots to "{{writer}}";
                grant select, insert, update, delete on {schema}.models, {schema}.model_views, {schema}.leases to "{{writer}}";
                grant execute on function
                    {schema}.append, {schema}.give_up, {schema}.begin_model, {schema}.point_views, {schema}.drop_models, {schema}.take_lease to "{{writer}}";
                update {schema}.store set writer_role = '{{writer}}';

                """);
        }

        if (settings.ReaderRole is { } reading)
        {
            script.Append(CultureInfo.InvariantCulture, $$"""

                -- Whoever only reads.
                grant usage on schema {schema} to "{{reading}}";
                grant select on {schema}.store, {schema}.head, {schema}.items, {schema}.trackings, {schema}.snapshots, {schema}.models, {schema}.model_views, {schema}.leases to "{{reading}}";
                update {schema}.store set reader_role = '{{reading}}';

                """);
        }

        return script.Replace("{schema}", $"\"{settings.Schema}\"")
            .Replace("{name}", settings.Schema)
            .Replace("{channel}", ChannelOf(settings.Schema))
            .ToString();
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainName();
}
