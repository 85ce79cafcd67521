package muster.outbox;

import java.util.regex.Pattern;

/** The statements, for the schema that holds the tables of {@code muster/outbox/db}. */
final class OutboxTable {

  static final String DEFAULT_SCHEMA = "public";

  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,47}");

  private final String schema;
  private final String outbox;
  private final String rejected;

  OutboxTable(String schema) {
    checkSchema(schema);
    this.schema = schema;
    this.outbox = '"' + schema + "\".outbox";
    this.rejected = '"' + schema + "\".outbox_rejected";
  }

  static void checkSchema(String schema) {
    if (!SCHEMA.matcher(schema).matches()) {
      throw new IllegalArgumentException(
          "schema: '%s' does not match %s".formatted(schema, SCHEMA.pattern()));
    }
  }

  /** Of the NOTIFY that a relay which does not lead wakes the leading one with. */
  String channel() {
    return "muster_outbox_" + schema;
  }

  /** What the advisory lock's number is hashed from; such locks are per database already. */
  String lockName() {
    return "muster.outbox." + schema;
  }

  /** Parameters for each row: topic, key, value, headers, bytes. */
  String append(int rows) {
    return "insert into "
        + outbox
        + " (topic, key, value, headers, bytes) values (?, ?, ?::bytea, ?::text[], ?)"
        + ", (?, ?, ?::bytea, ?::text[], ?)".repeat(rows - 1);
  }

  /**
   * The oldest rows that are not yet taken and whose topic is not held, up to a number of rows and
   * of bytes, but at least one. Parameters: max bytes of one record (a larger one comes without its
   * value), taken sequences as a multirange, held topics, max rows, max bytes.
   *
   * <p>Always from the very beginning and in one statement. Going on after the last sequence read
   * would be cheaper and wrong: row 5 of a key commits after the page that ended at 6 was read, row
   * 8 of the same key commits before the next page is read, and 8 goes out before 5. In one
   * snapshot that shows 8, 5 shows too.
   */
  String read() {
    return """
        select sequence, topic, key, case when bytes <= ? then value end, headers, bytes
        from (
          select page.*, sum(bytes) over (order by sequence rows unbounded preceding) as bytes_through
          from (
            select sequence, topic, key, value, headers, bytes
            from %s
            where not sequence <@ ? and topic <> all (?)
            order by sequence
            limit ?
          ) page
        ) sized
        where bytes_through - bytes < ?
        order by sequence
        """
        .formatted(outbox);
  }

  String delete() {
    return "delete from " + outbox + " where sequence = any (?)";
  }

  /** Parameters: sequence, reason. The value stays on the server. */
  String reject() {
    return """
        with gone as (delete from %s where sequence = ? returning *)
        insert into %s (sequence, topic, key, value, headers, bytes, appended_at, reason)
        select sequence, topic, key, value, headers, bytes, appended_at, ? from gone
        """
        .formatted(outbox, rejected);
  }

  /** Parameters: after which sequence, how many. */
  String listRejected() {
    return "select sequence, topic, key, bytes, appended_at, rejected_at, reason from "
        + rejected
        + " where sequence > ? order by sequence limit ?";
  }

  /** Parameter: sequence. The oldest one of its key that is older, if there is one. */
  String olderRejected() {
    return """
        select older.sequence from %1$s older join %1$s one using (topic, key)
        where one.sequence = ? and older.sequence < one.sequence
        order by older.sequence limit 1
        """
        .formatted(rejected);
  }

  /** Parameter: sequence. Gives the new one. The value stays on the server. */
  String putBack() {
    return """
        with back as (delete from %s where sequence = ? returning *)
        insert into %s (topic, key, value, headers, bytes)
        select topic, key, value, headers, bytes from back
        returning sequence
        """
        .formatted(rejected, outbox);
  }

  /** Parameter: sequence. */
  String waiting() {
    return "select sequence from " + outbox + " where sequence = ?";
  }

  /**
   * Parameters: where to stop counting, twice. Gives the rows waiting, the age of the oldest in
   * seconds, and the rows rejected.
   */
  String backlog() {
    return """
        select
          (select count(*) from (select 1 from %1$s limit ?) waiting),
          coalesce((select extract(epoch from clock_timestamp() - appended_at)
                    from %1$s order by sequence limit 1), 0)::float8,
          (select count(*) from (select 1 from %2$s limit ?) rejected)
        """
        .formatted(outbox, rejected);
  }
}
