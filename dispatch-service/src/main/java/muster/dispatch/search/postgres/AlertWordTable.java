package muster.dispatch.search.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.dispatch.Category;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.search.AlertWords;
import muster.dispatch.search.FoundAlert;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What alerts can be found by, in PostgreSQL: see {@code search_words} in migration 13. */
public final class AlertWordTable implements AlertWords {
  /**
   * Of the alerts that have all pairs of characters of what is looked for so many, the newest, are
   * looked at whether they have the words.
   */
  private static final int MOST_LOOKED_AT = 500;

  private static final String SHOWN =
      """
      alert.alert_id, alert.number, alert.status, alert.category, alert.jurisdiction,
      alert.issued_at, alert.view ->> 'headline' as headline, alert.view ->> 'address' as address\
      """;

  /** As they are in the alert's view now; the same expression in all places. */
  private static final String DETAILS_VERSION =
      "coalesce((alert.view ->> 'detailsVersion')::integer, 0)";

  private static final String TEXT =
      "concat_ws(' ', alert.view ->> 'headline', alert.view ->> 'description',"
          + " alert.view ->> 'address')";

  private final JdbcClient client;

  public AlertWordTable(JdbcClient client) {
    this.client = client;
  }

  @Override
  public List<FoundAlert> find(JurisdictionCode within, AlertReference reference, int limit) {
    String condition =
        switch (reference) {
          case AlertReference.ById _ -> "alert_id = ?";
          case AlertReference.ByNumber _ -> "number = ?";
        };
    Object wanted =
        switch (reference) {
          case AlertReference.ById(UUID id) -> id;
          case AlertReference.ByNumber(int number) -> number;
        };
    return client
        .sql(
            "select %s from alert where %s and jurisdiction like ?".formatted(SHOWN, condition)
                + " order by issued_at desc, alert_id desc limit ?")
        .params(wanted, within.value() + "%", limit)
        .query((row, n) -> found(row))
        .list();
  }

  @Override
  public List<FoundAlert> search(JurisdictionCode within, List<String> terms, int limit) {
    List<Object> parameters = new ArrayList<>();
    StringBuilder sql = new StringBuilder("select ").append(SHOWN);
    // The jurisdiction first: where all have the words, looking at the words of those of others
    // would
    // take longer than all the rest.
    sql.append(
        " from (select alert_id, issued_at, text from alert_words where jurisdiction like ?");
    parameters.add(within.value() + "%");
    for (String term : terms) {
      sql.append(" and words @> search_words(?)");
      parameters.add(term);
    }
    sql.append(" order by issued_at desc, alert_id desc limit ?) recent");
    parameters.add(MOST_LOOKED_AT);
    sql.append(" join alert using (alert_id) where true");
    for (String term : terms) {
      sql.append(" and strpos(lower(recent.text), ?) > 0");
      parameters.add(term);
    }
    sql.append(" order by recent.issued_at desc, alert_id desc limit ?");
    parameters.add(limit);
    return client.sql(sql.toString()).params(parameters).query((row, n) -> found(row)).list();
  }

  /**
   * Those that run, which are new or may have changed; and of the last minute, and what was there
   * before there were words, those that have ended meanwhile.
   */
  @Override
  public int fill(int limit) {
    return client
        .sql(
            """
            insert into alert_words (alert_id, jurisdiction, issued_at, details_version, text)
            select alert_id, jurisdiction, issued_at, %1$s, %2$s
            from alert
            where issued_at >= (select coalesce(max(issued_at), '-infinity') - interval '1 minute'
                                from alert_words)
              and not exists (select from alert_words
                              where alert_words.alert_id = alert.alert_id
                                and details_version = %1$s)
            union
            select alert.alert_id, alert.jurisdiction, alert.issued_at, %1$s, %2$s
            from alert left join alert_words using (alert_id)
            where status in ('CALLING', 'COVERED', 'ESCALATED')
              and details_version is distinct from %1$s
            order by issued_at limit ?
            on conflict (alert_id) do update
              set details_version = excluded.details_version, text = excluded.text
            """
                .formatted(DETAILS_VERSION, TEXT))
        .param(limit)
        .update();
  }

  private static FoundAlert found(ResultSet row) throws SQLException {
    return new FoundAlert(
        row.getObject("alert_id", UUID.class),
        row.getObject("number", Integer.class),
        row.getString("status"),
        Category.valueOf(row.getString("category")),
        row.getString("headline"),
        row.getString("address"),
        new JurisdictionCode(row.getString("jurisdiction")),
        row.getObject("issued_at", OffsetDateTime.class).toInstant());
  }
}
