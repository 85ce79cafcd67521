package muster.dispatch.alert.postgres;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who comes to which alert: where one person who says "I come" to two at the same moment is kept
 * from it, whichever instances hear it. A row is there from that answer until the task ends.
 */
public final class PersonCommitmentTable {

  /** Keeps these locks apart from other advisory locks of the database. */
  private static final long LOCK_SEED = 0x70657273L;

  private final JdbcClient client;

  public PersonCommitmentTable(JdbcClient client) {
    this.client = client;
  }

  /**
   * Holds those people for the alert whom no other alert holds or is about to hold; returns them.
   * Never waits for another transaction.
   *
   * @param exclusive false: hold all of them whatever other alerts do, as a mark for those
   */
  public Set<String> reserve(UUID alertId, Collection<String> people, boolean exclusive) {
    if (people.isEmpty()) {
      return Set.of();
    }
    String[] wanted = people.toArray(String[]::new);
    if (!exclusive) {
      // The lock is tried here, too, so that whoever wants somebody exclusively notices.
      client
          .sql(
              """
              insert into person_commitment (person_id, alert_id, exclusive)
              select person, ?, false from unnest(?::text[]) person
              where pg_try_advisory_xact_lock(hashtextextended(person, ?)) is not null
              on conflict do nothing
              """)
          .params(alertId, wanted, LOCK_SEED)
          .update();
      return new LinkedHashSet<>(people);
    }
    return new LinkedHashSet<>(
        client
            .sql(
                """
                insert into person_commitment (person_id, alert_id, exclusive)
                select person, ?, true from unnest(?::text[]) person
                where pg_try_advisory_xact_lock(hashtextextended(person, ?))
                  and not exists (select from person_commitment other
                                  where other.person_id = person and other.alert_id <> ?)
                on conflict do nothing
                returning person_id
                """)
            .params(alertId, wanted, LOCK_SEED, alertId)
            .query(String.class)
            .list());
  }

  /**
   * From one alert to another that goes on in its place: nobody else can take them in between. They
   * stay exclusive, or a mark, as they were.
   */
  public void move(UUID from, UUID into, Collection<String> people) {
    if (people.isEmpty()) {
      return;
    }
    String[] moving = people.toArray(String[]::new);
    client
        .sql(
            """
            delete from person_commitment here
            where alert_id = ? and person_id = any (?::text[])
              and exists (select from person_commitment there
                          where there.person_id = here.person_id and there.alert_id = ?)
            """)
        .params(from, moving, into)
        .update();
    client
        .sql(
            "update person_commitment set alert_id = ? where alert_id = ? and person_id = any (?::text[])")
        .params(into, from, moving)
        .update();
  }

  public void release(StatementBatch batch, UUID alertId, Collection<String> people) {
    if (!people.isEmpty()) {
      batch.add(
          "delete from person_commitment where alert_id = ? and person_id = any (?::text[])",
          alertId,
          people.toArray(String[]::new));
    }
  }

  /** Ids of all who come to an alert now. */
  public Set<String> listAll() {
    return new LinkedHashSet<>(
        client.sql("select distinct person_id from person_commitment").query(String.class).list());
  }

  /** Those of the people who come to another alert now. */
  public Set<String> listOnOtherAlert(UUID alertId, Collection<String> people) {
    if (people.isEmpty()) {
      return Set.of();
    }
    return new LinkedHashSet<>(
        client
            .sql(
                """
                select distinct person_id from person_commitment
                where person_id = any (?::text[]) and alert_id <> ?
                """)
            .params(people.toArray(String[]::new), alertId)
            .query(String.class)
            .list());
  }
}
