-- The tables of Spring Session 4.1, as its own script for PostgreSQL has them but for the types of the names.
create table spring_session (
  primary_id text primary key,
  -- What the cookie has.
  session_id text not null unique,
  creation_time bigint not null,
  last_access_time bigint not null,
  max_inactive_interval int not null,
  -- In milliseconds since 1970: a session ends a fixed time after its login, however much it is used.
  expiry_time bigint not null,
  -- The account, as its tokens name it.
  principal_name text
);

create index spring_session_by_expiry on spring_session (expiry_time);
create index spring_session_by_account on spring_session (principal_name);

create table spring_session_attributes (
  session_primary_id text not null references spring_session (primary_id) on delete cascade,
  attribute_name text not null,
  attribute_bytes bytea not null,
  primary key (session_primary_id, attribute_name)
);

-- The tokens of a session, each sealed with the gateway's key for this session alone. They end with it.
create table session_tokens (
  session_id text primary key references spring_session (session_id) on delete cascade on update cascade,
  access_token text not null,
  access_issued_at timestamptz not null,
  access_expires_at timestamptz not null,
  refresh_token text,
  id_token text not null,
  -- Grows by one with each renewal.
  version bigint not null,
  -- One gateway at a time asks the issuer for new ones: until then nobody else does.
  renewing_until timestamptz,
  -- The issuer was away: until then nobody asks it.
  renewal_paused_until timestamptz
);
