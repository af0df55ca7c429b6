-- The tables of an EsGen store, format 1, in the schema {schema}. Run it once, as a role that may create schemas.

create schema if not exists {schema};

-- Which store this is, and how it is laid out.
create table {schema}.store (
    is_only boolean primary key default true check (is_only),
    store_id uuid not null default gen_random_uuid(),
    format integer not null
);

-- The counter of the notifications. An append locks it until it is committed, so ids are without a gap and in the order of the commits.
create table {schema}.head (
    is_only boolean primary key default true check (is_only),
    last_id bigint not null
) with (fillfactor = 10);

-- The events. Ticks are those of .NET, 100 ns since the year 1, in UTC: PostgreSQL's own timestamps keep microseconds only.
create table {schema}.items (
    notification_id bigint primary key,
    sequence_id uuid not null,
    position bigint not null,
    topic text collate "C" not null,
    ticks bigint not null,
    data bytea not null,
    metadata bytea not null,
    constraint items_position unique (sequence_id, position)
);

-- How far those have come who follow a log.
create table {schema}.trackings (
    name text collate "C" primary key,
    notification_id bigint not null
) with (fillfactor = 50);

-- What became of a commit, for whoever lost the connection before the answer: what the counter was, and which appends were refused. A commit that
-- was given up has no counter.
create table {schema}.commits (
    commit_id uuid primary key,
    head bigint,
    refused integer[],
    at timestamptz not null default now()
);
create index commits_at on {schema}.commits (at);

-- States of entities after some of their events. They may be deleted at any time.
create table {schema}.snapshots (
    sequence_id uuid not null,
    fingerprint text collate "C" not null,
    version bigint not null,
    data bytea not null,
    primary key (sequence_id, fingerprint, version)
);

insert into {schema}.store (format) values (1);
insert into {schema}.head (last_id) values (0);

create function {schema}.refuse_change() returns trigger language plpgsql as $body$
begin
    raise exception 'Events are never changed or deleted (% of %.%).', tg_op, tg_table_schema, tg_table_name
        using errcode = 'restrict_violation';
end
$body$;

create trigger items_stay before update or delete on {schema}.items
    for each row execute function {schema}.refuse_change();
create trigger items_stay_all before truncate on {schema}.items
    for each statement execute function {schema}.refuse_change();

-- Stores many appends in one commit, each whole or not at all. The items of all stand one behind the other in the arrays; counts says how many each
-- append has. Returns the counter before (append 0), and a row for each append that was refused: the tracking that is stored already, or the position
-- that is taken. Which plans to use is said here, because a plan that was made while the table was small would be kept when it no longer is.
create function {schema}.append(
    new_commit_id uuid, counts integer[], tracking_names text[], tracking_ids bigint[], may_repeat boolean,
    sequence_ids uuid[], positions bigint[], topics text[], all_ticks bigint[], datas bytea[], metadatas bytea[],
    lock_timeout_ms integer)
returns table (append integer, last_id bigint, taken_sequence_id uuid, taken_position bigint, tracked_id bigint)
language plpgsql
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $body$
#variable_conflict use_column
declare
    before_id bigint;
    head_id bigint;
    first integer := 1;
    final integer;
    stored_id bigint;
    taken record;
    refusals integer[] := '{}';
begin
    perform set_config('lock_timeout', lock_timeout_ms::text || 'ms', true);
    select h.last_id into strict before_id from {schema}.head h for update;
    head_id := before_id;

    if not may_repeat
        and not exists (
            select from unnest(tracking_names, tracking_ids) as t (name, id)
            join {schema}.trackings k on k.name = t.name
            where k.notification_id >= t.id)
        and not exists (
            select from unnest(sequence_ids, positions) as u (sequence_id, position)
            join {schema}.items i on i.sequence_id = u.sequence_id and i.position = u.position)
    then
        insert into {schema}.items (notification_id, sequence_id, position, topic, ticks, data, metadata)
        select head_id + u.number, u.sequence_id, u.position, u.topic, u.ticks, u.data, u.metadata
        from unnest(sequence_ids, positions, topics, all_ticks, datas, metadatas)
            with ordinality as u (sequence_id, position, topic, ticks, data, metadata, number);
        head_id := head_id + cardinality(sequence_ids);

        insert into {schema}.trackings (name, notification_id)
        select t.name, t.id from unnest(tracking_names, tracking_ids) as t (name, id) where t.name is not null
        on conflict (name) do update set notification_id = excluded.notification_id;
    else
        for number in 1 .. cardinality(counts) loop
            final := first + counts[number] - 1;
            stored_id := null;
            select k.notification_id into stored_id from {schema}.trackings k where k.name = tracking_names[number];
            if stored_id >= tracking_ids[number] then
                refusals := refusals || number;
                return query select number, null::bigint, null::uuid, null::bigint, stored_id;
            else
                select u.sequence_id, u.position into taken
                from (
                    select s.sequence_id, s.position, s.number,
                        row_number() over (partition by s.sequence_id, s.position order by s.number) as time
                    from unnest(sequence_ids[first:final], positions[first:final])
                        with ordinality as s (sequence_id, position, number)
                ) as u
                where u.time > 1
                    or exists (select from {schema}.items i where i.sequence_id = u.sequence_id and i.position = u.position)
                order by u.number
                limit 1;
                if found then
                    refusals := refusals || number;
                    return query select number, null::bigint, taken.sequence_id, taken.position, null::bigint;
                else
                    insert into {schema}.items (notification_id, sequence_id, position, topic, ticks, data, metadata)
                    select head_id + u.number, u.sequence_id, u.position, u.topic, u.ticks, u.data, u.metadata
                    from unnest(
                        sequence_ids[first:final], positions[first:final], topics[first:final], all_ticks[first:final],
                        datas[first:final], metadatas[first:final])
                        with ordinality as u (sequence_id, position, topic, ticks, data, metadata, number);
                    head_id := head_id + counts[number];
                    if tracking_names[number] is not null then
                        insert into {schema}.trackings (name, notification_id) values (tracking_names[number], tracking_ids[number])
                        on conflict (name) do update set notification_id = excluded.notification_id;
                    end if;
                end if;
            end if;

            first := final + 1;
        end loop;
    end if;

    insert into {schema}.commits (commit_id, head, refused) values (new_commit_id, before_id, refusals);
    if head_id > before_id then
        update {schema}.head h set last_id = head_id;
        perform pg_notify('{channel}', head_id::text);
    end if;

    return query select 0, before_id, null::uuid, null::bigint, null::bigint;
end
$body$;

-- Gives a commit up of which no answer came, so that it can't happen later. Returns what became of it: no counter if it is given up.
create function {schema}.give_up(lost_commit_id uuid) returns table (head bigint, refused integer[])
language plpgsql
set search_path = pg_catalog, pg_temp
as $body$
begin
    insert into {schema}.commits (commit_id) values (lost_commit_id) on conflict (commit_id) do nothing;
    return query select c.head, c.refused from {schema}.commits c where c.commit_id = lost_commit_id;
end
$body$;

revoke all on function {schema}.append from public;
revoke all on function {schema}.give_up from public;
