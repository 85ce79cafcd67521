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

-- Behind what it is made from, by seconds: filled by a job, so that writers have nothing to do with it
-- and an instance that does not know it may write beside.
create table jurisdiction_words (
    code   text collate "C" primary key references jurisdictions on delete cascade,
    name   text not null,   -- that the other two were made from
    pinyin text not null,   -- readings without tones, apart by spaces: xizhucun xzc
    words  text[] not null generated always as (search_words(name || ' ' || pinyin)) stored
);
create index jurisdiction_words_by_word on jurisdiction_words using gin (words);
-- Of what very many have, the widest are shown: whoever reads in this order is done with the first.
create index jurisdiction_words_by_width on jurisdiction_words (length(code), code);

-- Where a jurisdiction lies, for maps. No others need it, so it stands on no topic.
create table jurisdiction_outlines (
    code     text collate "C" primary key references jurisdictions on delete cascade,
    crs      text,              -- the datum it was drawn in; null: whoever drew it did not say
    polygons text    not null,  -- coordinates of a GeoJSON MultiPolygon, in that datum
    version  bigint  not null
);
