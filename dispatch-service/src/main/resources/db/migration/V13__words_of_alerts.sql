-- What a text can be found by: each of its characters and each pair of neighbours. Of a text that is
-- part of another, all of these are among the other's, so an index over them finds it wherever it
-- stands. Trigrams (pg_trgm) would not: most Chinese words have two characters, and what a letter is
-- depends on the database's locale. The same function is in the other services' databases.
create function search_words(words text) returns text[]
    language sql immutable strict parallel safe
as $$
    select array(
        select c from unnest(string_to_array(lower(words), null)) as one(c)
        union
        select c || next from (
            select c, lead(c) over (order by n) as next
            from unnest(string_to_array(lower(words), null)) with ordinality as neighbour(c, n)
        ) as pair
        where next is not null)
$$;

-- Behind the alerts by seconds: filled by a job, for nothing that is written here is on the way of an
-- alert to the phones.
create table alert_words (
    alert_id        uuid        primary key references alert on delete cascade,
    jurisdiction    text collate "C" not null,
    issued_at       timestamptz not null,
    details_version integer     not null,   -- of the details that the text is from
    text            text        not null,   -- headline, description, address
    words           text[] not null generated always as (search_words(text)) stored
);

create index alert_words_by_word on alert_words using gin (words);
create index alert_words_by_time on alert_words (issued_at);
