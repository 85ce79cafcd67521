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

-- What is submitted never changes, so each report is in the index once. Stored, for else the function
-- would be called for each row wherever a plan does without the index.
alter table report
    add column words text[] generated always as (search_words(text || ' ' || address)) stored;

create index report_by_word on report using gin (words);
