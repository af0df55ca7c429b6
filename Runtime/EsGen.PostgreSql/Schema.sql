-- The tables of an EsGen store, format 1, in the schema {schema}. Run it once, as a role that may create schemas.

create schema if not exists {schema};

-- Which store this is, and how it is laid out.
create table {schema}.store (
    is_only boolean primary key default true check (is_only),
    store_id uuid not null default gen_random_uuid(),
    format integer not null,
    writer_role text,
    reader_role text
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

-- Which process works on a read model or policy, until when, and what it says of it; and requests to it.
create table {schema}.leases (
    name text collate "C" primary key,
    owner uuid,
    epoch bigint not null default 0,
    until timestamptz not null default '-infinity',
    position bigint not null default 0,
    is_ready boolean not null default false,
    requested bigint not null default 0,
    answered bigint not null default 0,
    failure text
) with (fillfactor = 50);

-- The documents of read models: which there are, and how far. The documents of each are in the table '#' and its number, the entries of its indexes in
-- the table with ' entries' behind that. All of it can be made again from the events. Whoever commits has read what the commit before left, and says so.
create table {schema}.models (
    model_id bigint generated always as identity primary key,
    name text collate "C" not null,
    fingerprint text collate "C" not null,
    generation integer not null,
    position bigint not null,
    goal bigint not null,
    documents bigint not null,
    position_hash uuid not null,
    last_commit uuid not null default gen_random_uuid(),
    used_at timestamptz not null default now(),
    key_kind integer not null,
    is_key_signed boolean not null,
    columns text[] not null,
    expressions text[] not null,
    view_sql text,
    unique (name, fingerprint, generation)
) with (fillfactor = 50);

-- The views that show documents to people, and which documents each shows.
create table {schema}.model_views (
    view_name text collate "C" primary key,
    name text collate "C" not null,
    model_id bigint not null
);

-- A document as jsonb, whose texts can't have a null character: there it is U+FFFD.
create function {schema}.document(data bytea) returns jsonb language sql immutable strict parallel safe
set search_path = pg_catalog, pg_temp
as $body$
    select case when strpos(t, '\u0000') = 0 then t else regexp_replace(t, '(?<!\\)((?:\\\\)*)\\u0000', '\1\\ufffd', 'g') end::jsonb
    from convert_from(data, 'UTF8') as t
$body$;

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

-- Stores many appends in one commit, each whole or not at all. The items of all stand one behind the other in the arrays; counts says how
-- many each append has. Returns the counter before (append 0), and a row for each append that was refused: the tracking that is stored
-- already, that another process has the lease that is called like the tracking, or the position that is taken. Which plans to use is said
-- here, because a plan that was made while the table was small would be kept when it no longer is: a subquery that gives one value is
-- looked up in an index for each row, while a join or exists may as well be carried out by going through all items. What is ruled out
-- counts as so dear that the server would compile each statement (jit).
create function {schema}.append(
    new_commit_id uuid, counts integer[], tracking_names text[], tracking_ids bigint[], may_repeat boolean,
    sequence_ids uuid[], positions bigint[], topics text[], all_ticks bigint[], datas bytea[], metadatas bytea[],
    lock_timeout_ms integer, by_owner uuid)
returns table (append integer, last_id bigint, taken_sequence_id uuid, taken_position bigint, tracked_id bigint, is_overtaken boolean)
language plpgsql
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
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
    select h.last_id into strict before_id from {schema}.head h where h.is_only for update;
    head_id := before_id;

    -- Held until the commit, so that nobody takes it over meanwhile.
    perform from {schema}.leases l where l.name = any (tracking_names) order by l.name for share;

    if not may_repeat
        and not exists (
            select from {schema}.leases l
            where l.name = any (tracking_names) and l.owner <> by_owner and l.until > '-infinity')
        and not exists (
            select from unnest(tracking_names, tracking_ids) as t (name, id)
            where (select k.notification_id from {schema}.trackings k where k.name = t.name) >= t.id)
        and not exists (
            select from unnest(sequence_ids, positions) as u (sequence_id, position)
            where (select true from {schema}.items i where i.sequence_id = u.sequence_id and i.position = u.position))
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
                return query select number, null::bigint, null::uuid, null::bigint, stored_id, false;
            elsif exists (
                select from {schema}.leases l
                where l.name = tracking_names[number] and l.owner <> by_owner and l.until > '-infinity')
            then
                refusals := refusals || number;
                return query select number, null::bigint, null::uuid, null::bigint, null::bigint, true;
            else
                select u.sequence_id, u.position into taken
                from (
                    select s.sequence_id, s.position, s.number,
                        row_number() over (partition by s.sequence_id, s.position order by s.number) as time
                    from unnest(sequence_ids[first:final], positions[first:final])
                        with ordinality as s (sequence_id, position, number)
                ) as u
                where u.time > 1
                    or (select true from {schema}.items i where i.sequence_id = u.sequence_id and i.position = u.position)
                order by u.number
                limit 1;
                if found then
                    refusals := refusals || number;
                    return query select number, null::bigint, taken.sequence_id, taken.position, null::bigint, false;
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
        update {schema}.head h set last_id = head_id where h.is_only;
        perform pg_notify('{channel}', head_id::text);
    end if;

    return query select 0, before_id, null::uuid, null::bigint, null::bigint, false;
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

-- Begins the documents of a version: its row, its tables, their indexes. What the columns are follows from the model's class.
create function {schema}.begin_model(
    new_name text, new_fingerprint text, new_generation integer, new_position bigint, new_goal bigint, new_documents bigint, new_hash uuid,
    new_key_kind integer, new_is_key_signed boolean, new_columns text[], new_definitions text[], new_expressions text[], new_indexes text[],
    new_view_sql text)
returns table (model_id bigint, last_commit uuid)
language plpgsql
set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    new_id bigint;
    new_commit uuid;
    definition text;
    index_definition text;
    writer text;
    reader text;
begin
    perform pg_advisory_xact_lock(hashtextextended('EsGen {name} models', 0));
    insert into {schema}.models as m (
        name, fingerprint, generation, position, goal, documents, position_hash, key_kind, is_key_signed, columns, expressions, view_sql)
    values (
        new_name, new_fingerprint, new_generation, new_position, new_goal, new_documents, new_hash, new_key_kind, new_is_key_signed, new_columns,
        new_expressions, new_view_sql)
    returning m.model_id, m.last_commit into new_id, new_commit;
    select coalesce(string_agg(', ' || d, ''), '') into definition from unnest(new_definitions) as d;
    execute format(
        'create table {schema}.%I (head bytea not null, tail_hash bytea not null, tail bytea not null, data bytea not null%s, '
        'primary key (head, tail_hash))', '#' || new_id, definition);
    execute format(
        'create table {schema}.%I (tree integer not null, head bytea not null, tail_hash bytea not null, tail bytea not null, '
        'value bytea not null, primary key (tree, head, tail_hash))', '#' || new_id || ' entries');
    foreach index_definition in array new_indexes loop
        execute format('create index on {schema}.%I %s', '#' || new_id, index_definition);
    end loop;

    select r.rolname into writer from {schema}.store s join pg_roles r on r.rolname = s.writer_role where r.rolname <> current_user;
    if found then
        execute format('grant select, insert, update, delete on {schema}.%I, {schema}.%I to %I', '#' || new_id, '#' || new_id || ' entries', writer);
    end if;

    select r.rolname into reader from {schema}.store s join pg_roles r on r.rolname = s.reader_role where r.rolname <> current_user;
    if found then
        execute format('grant select on {schema}.%I, {schema}.%I to %I', '#' || new_id, '#' || new_id || ' entries', reader);
    end if;

    return query select new_id, new_commit;
end
$body$;

-- Lets the view with a model's name show the newest documents that have caught up, and one with '__' and the beginning of the fingerprint those of each
-- build. Where somebody else's object has the name, or depends on the view, it is left as it is.
create function {schema}.point_views(of_name text) returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $body$
declare
    wanted record;
    role text;
begin
    perform pg_advisory_xact_lock(hashtextextended('EsGen {name} models', 0));
    for wanted in
        with answering as (
            select m.model_id, m.fingerprint from {schema}.models m where m.name = of_name and m.position >= m.goal and m.view_sql is not null),
        named as (
            select of_name as view_name, max(a.model_id) as model_id from answering a having count(*) > 0
            union all
            select of_name || '__' || left(a.fingerprint, 8), max(a.model_id) from answering a group by left(a.fingerprint, 8))
        select coalesce(n.view_name, v.view_name) as view_name, n.model_id, v.view_name is not null as is_there, m.view_sql
        from named n
        full join (select * from {schema}.model_views w where w.name = of_name) v on v.view_name = n.view_name
        left join {schema}.models m on m.model_id = n.model_id
        where n.model_id is distinct from v.model_id and octet_length(coalesce(n.view_name, v.view_name)) <= 63
    loop
        begin
            if wanted.is_there then
                execute format('drop view if exists {schema}.%I', wanted.view_name);
                delete from {schema}.model_views v where v.view_name = wanted.view_name;
            end if;

            if wanted.model_id is not null then
                execute format(
                    'create view {schema}.%I as select %s from {schema}.%I d, lateral (select {schema}.document(d.data)) as x (document)',
                    wanted.view_name, wanted.view_sql, '#' || wanted.model_id);
                insert into {schema}.model_views (view_name, name, model_id) values (wanted.view_name, of_name, wanted.model_id);
                for role in
                    select r.rolname from {schema}.store s join pg_roles r on r.rolname in (s.writer_role, s.reader_role) where r.rolname <> current_user
                loop
                    execute format('grant select on {schema}.%I to %I', wanted.view_name, role);
                end loop;
            end if;
        exception
            when dependent_objects_still_exist or wrong_object_type or duplicate_table or insufficient_privilege then
                null;
        end;
    end loop;
end
$body$;

-- Removes tables that belong to no documents any more, unless somebody else's objects depend on them.
create function {schema}.drop_models() returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $body$
declare
    lost record;
begin
    perform pg_advisory_xact_lock(hashtextextended('EsGen {name} models', 0));
    for lost in
        select t.tablename from pg_tables t
        where t.schemaname = '{name}' and t.tablename ~ '^#[0-9]+( entries)?$'
            and not exists (select from {schema}.models m where t.tablename in ('#' || m.model_id, '#' || m.model_id || ' entries'))
    loop
        begin
            execute format('drop table {schema}.%I', lost.tablename);
        exception
            when dependent_objects_still_exist or insufficient_privilege or undefined_table then
                null;
        end;
    end loop;
end
$body$;

revoke all on function {schema}.begin_model from public;
revoke all on function {schema}.point_views from public;
revoke all on function {schema}.drop_models from public;

-- Takes a lease (epoch 0), or extends it, and says who has it. The clock is the server's. Whoever takes it from another one makes the commits of documents
-- that one has begun impossible; those of trackings find the new owner.
create function {schema}.take_lease(of_name text, by_owner uuid, by_epoch bigint, for_ms integer, at_position bigint, when_ready boolean)
returns table (is_mine boolean, epoch bigint, dealt_with bigint, is_ready boolean, requested bigint, answered bigint, failure text)
language plpgsql
set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    own_epoch bigint;
begin
    if by_epoch > 0 or not exists (select from {schema}.leases l where l.name = of_name and l.owner <> by_owner and l.until > clock_timestamp()) then
        insert into {schema}.leases as l (name, owner, epoch, until)
        values (of_name, by_owner, 1, clock_timestamp() + for_ms * interval '1 millisecond')
        on conflict (name) do update set
            owner = by_owner,
            epoch = case when by_epoch > 0 then l.epoch else l.epoch + 1 end,
            until = excluded.until,
            position = case when by_epoch > 0 then at_position else l.position end,
            is_ready = by_epoch > 0 and when_ready
        where case when by_epoch > 0 then l.owner = by_owner and l.epoch = by_epoch
            else l.owner is null or l.owner = by_owner or l.until <= clock_timestamp() end
        returning l.epoch into own_epoch;
        if found and by_epoch = 0 then
            update {schema}.models m set last_commit = gen_random_uuid(), used_at = now() where of_name = 'model:' || m.name || ':' || m.fingerprint;
        elsif found then
            update {schema}.models m set used_at = now()
            where of_name = 'model:' || m.name || ':' || m.fingerprint and m.used_at < now() - interval '1 hour';
        end if;
    end if;

    return query
        select own_epoch is not null, l.epoch, l.position, l.is_ready, l.requested, l.answered, l.failure
        from {schema}.leases l where l.name = of_name;
end
$body$;

revoke all on function {schema}.take_lease from public;
