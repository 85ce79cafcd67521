-- To find who has a number: a keyed digest of it, as the number itself is encrypted differently each
-- time. The digest belongs to the number whose key number and nonce stand beside it; where they
-- differ, an older instance has written the number, and the digest is made anew.
alter table volunteers
    add column phone_digest bytea,
    add column phone_digest_nonce bytea;

create index volunteers_by_phone on volunteers (phone_digest, id);
create index volunteers_without_digest on volunteers (id)
    where phone is not null and phone_digest_nonce is distinct from substring(phone from 1 for 13);
