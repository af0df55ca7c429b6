using System.Globalization;

namespace EsGen.PostgreSql;

/// <summary>The SQL for the tables of one model's documents.</summary>
internal sealed class ModelTables
{
    /// <summary>
    /// Settings for one transaction: a plan that was made while a table was small would be kept when it no longer is. What is ruled out
    /// counts as so dear that the server would compile each statement (jit), which takes longer than all else.
    /// </summary>
    public const string ByIndex =
        "set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), "
            + "set_config('enable_mergejoin', 'off', true), set_config('jit', 'off', true)";

    public ModelTables(string schema, long id, IReadOnlyList<string> columns, IReadOnlyList<string> expressions)
    {
        string models = $"\"{schema}\".models";
        Id = id;
        Documents = string.Create(CultureInfo.InvariantCulture, $"\"{schema}\".\"#{id}\"");
        Entries = string.Create(CultureInfo.InvariantCulture, $"\"{schema}\".\"#{id} entries\"");
        string model = string.Create(CultureInfo.InvariantCulture, $"{models} m where m.model_id = {id}");
        State = $"select m.position, m.goal, m.documents, m.position_hash, m.last_commit, {ByIndex} from {model}";
        FindDocument = $"select m.last_commit, (select d.data from {Documents} d where d.head = $1 and d.tail_hash = $2) from {model}";
        FindEntry = $"""
            select m.last_commit, (select e.value from {Entries} e where e.tree = $3 and e.head = $1 and e.tail_hash = $2) from {model}
            """;
        FindDocuments = $"""
            select (select d.data from {Documents} d where d.head = u.head and d.tail_hash = u.tail_hash)
            from unnest($1, $2) with ordinality as u (head, tail_hash, number) order by u.number
            """;
        FindEntries = $"""
            select (select e.value from {Entries} e where e.tree = $3 and e.head = u.head and e.tail_hash = u.tail_hash)
            from unnest($1, $2) with ordinality as u (head, tail_hash, number) order by u.number
            """;

        string isAdded = columns.Count == 0 ? "" : $", {string.Join(", ", columns)}";
        string added = columns.Count == 0 ? "" : $", {string.Join(", ", expressions)}";
        string isChanged = string.Concat(columns.Select(static column => $", {column} = excluded.{column}"));

        // What goes is looked up key by key: a join may be carried out by going through all that there are, for each commit.
        Commit = string.Create(CultureInfo.InvariantCulture, $"""
            with advanced as (
                update {models} m set position = $1, goal = $2, documents = $3, position_hash = $4, last_commit = $5, used_at = now()
                where m.model_id = {id} and m.last_commit = $6 returning m.model_id),
            gone as (
                delete from {Documents} where ctid = any (array(
                    select (select d.ctid from {Documents} d where d.head = u.head and d.tail_hash = u.tail_hash)
                    from advanced, unnest($7, $8) as u (head, tail_hash)))),
            put as (
                insert into {Documents} (head, tail_hash, tail, data{isAdded})
                select u.head, u.tail_hash, u.tail, u.data{added}
                from advanced, unnest($9, $10, $11, $12, $13) as u (head, tail_hash, tail, data, key_text){(
                    columns.Count == 0 ? "" : $", lateral (select \"{schema}\".document(u.data) offset 0) as x (document)")}
                on conflict (head, tail_hash) do update set data = excluded.data{isChanged}),
            gone_entries as (
                delete from {Entries} where ctid = any (array(
                    select (select e.ctid from {Entries} e where e.tree = u.tree and e.head = u.head and e.tail_hash = u.tail_hash)
                    from advanced, unnest($14, $15, $16) as u (tree, head, tail_hash)))),
            put_entries as (
                insert into {Entries} (tree, head, tail_hash, tail, value)
                select u.tree, u.head, u.tail_hash, u.tail, u.value
                from advanced, unnest($17, $18, $19, $20, $21) as u (tree, head, tail_hash, tail, value)
                on conflict (tree, head, tail_hash) do update set value = excluded.value)
            select count(*) from advanced
            """);
        LastCommit = $"select m.last_commit from {model}";
        Use = string.Create(CultureInfo.InvariantCulture, $"update {models} set used_at = now() where model_id = {id}");
    }

    public long Id { get; }

    /// <summary>The table of the documents.</summary>
    public string Documents { get; }

    /// <summary>The table of the indexes' entries.</summary>
    public string Entries { get; }

    /// <summary>The model's row, for a transaction in which more is read.</summary>
    public string State { get; }

    /// <summary>The id of the model's last commit, and what is under a key; by itself.</summary>
    public string FindDocument { get; }

    public string FindEntry { get; }

    public string FindDocuments { get; }

    public string FindEntries { get; }

    /// <summary>
    /// All of a commit in one statement, which a client that freezes in the middle of it can't leave half done. Gives 0 if somebody else
    /// has committed.
    /// </summary>
    public string Commit { get; }

    public string LastCommit { get; }

    public string Use { get; }

    /// <summary>The keys between two bounds ($1 to $4, and $5 for a tree of entries).</summary>
    public string Range(int tree, bool hasEnd, bool isDescending)
    {
        string order = isDescending ? "desc" : "asc";
        string inTree = tree == 0 ? "" : "t.tree = $5 and ";
        string end = hasEnd ? " and t.head <= $3 and (t.head < $3 or t.tail < $4)" : "";
        return $"""
            select t.head, t.tail, {(tree == 0 ? "t.data" : "t.value")} from {(tree == 0 ? Documents : Entries)} t
            where {inTree}t.head >= $1 and (t.head > $1 or t.tail >= $2){end}
            order by t.head {order}, t.tail {order} limit {(tree == 0 ? "$5" : "$6")}
            """;
    }
}
