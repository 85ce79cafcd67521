package muster.volunteer.jurisdiction.postgres;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import muster.volunteer.database.Rows;
import muster.volunteer.jurisdiction.Jurisdiction;
import muster.volunteer.jurisdiction.JurisdictionSearch;
import muster.volunteer.jurisdiction.command.WordTable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What jurisdictions can be found by, in PostgreSQL: see {@code search_words} in migration 7. */
public final class PostgresWordTable implements WordTable {
  /** Of each way to be found, the widest ones: of more, nobody looks for the others so. */
  private static final int CANDIDATES = 500;

  private final JdbcClient client;
  private final Rows rows;

  public PostgresWordTable(JdbcTemplate jdbc) {
    this.client = JdbcClient.create(jdbc);
    this.rows = new Rows(jdbc);
  }

  @Override
  public List<Jurisdiction> search(JurisdictionSearch search) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("within", search.within().value() + "%");
    parameters.put("whole", search.whole());
    parameters.put("limit", search.limit());
    parameters.put("candidates", CANDIDATES);
    // The index finds what has all pairs of characters; the name says whether they are one. Where
    // the
    // index is of no use, as for what all have, the name is asked first: of conditions that cost
    // the
    // same PostgreSQL keeps the order, and ILIKE costs no more than the other.
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < search.terms().size(); i++) {
      terms.add("name ilike :like%1$d and words @> search_words(:term%1$d)".formatted(i));
      parameters.put("like" + i, "%" + escaped(search.terms().get(i)) + "%");
      parameters.put("term" + i, search.terms().get(i));
    }
    parameters.put("same", escaped(search.whole()));
    parameters.put("beginning", escaped(search.whole()) + "%");
    List<String> ways = new ArrayList<>();
    ways.add(candidates("name ilike :same and words @> search_words(:whole)"));
    ways.add(candidates("name ilike :beginning and words @> search_words(:whole)"));
    ways.add(candidates(String.join(" and ", terms)));
    if (!search.reading().isEmpty()) {
      ways.add(
          candidates(
              "words @> search_words(:reading) and strpos(' ' || pinyin, ' ' || :reading) > 0"));
      parameters.put("reading", search.reading());
    }
    if (!search.code().isEmpty()) {
      ways.add(
          "(select code from jurisdictions where code like :code and code like :within"
              + " order by length(code), code limit :candidates)");
      parameters.put("code", search.code() + "%");
    }
    String sql =
        """
        select j.* from jurisdictions j join (%s) found using (code)
        order by
          case when j.code = :whole then 0
               when lower(j.name) = :whole then 1
               when starts_with(lower(j.name), :whole) then 2
               when strpos(lower(j.name), :whole) > 0 then 3
               when starts_with(j.code, :whole) then 4
               else 5 end,
          length(j.code), j.code
        limit :limit
        """
            .formatted(String.join(" union ", ways));
    return client
        .sql(sql)
        .params(parameters)
        .query((row, number) -> PostgresJurisdictionTable.read(row))
        .list();
  }

  /** For LIKE, which would take some characters for others. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  private static String candidates(String condition) {
    return "(select code from jurisdiction_words where code like :within and "
        + condition
        + " order by length(code), code limit :candidates)";
  }

  @Override
  public List<Jurisdiction> listUnread(int limit) {
    return client
        .sql(
            """
            select j.* from jurisdictions j left join jurisdiction_words w using (code)
            where w.name is distinct from j.name
            order by j.code limit ?
            """)
        .param(limit)
        .query((row, number) -> PostgresJurisdictionTable.read(row))
        .list();
  }

  @Override
  public void write(List<Read> read) {
    rows.update(
        """
        insert into jurisdiction_words (code, name, pinyin)
        select code, name, ? from jurisdictions where code = ? and name = ?
        on conflict (code) do update set name = excluded.name, pinyin = excluded.pinyin
        """,
        read.stream().sorted(Comparator.comparing(one -> one.code().value())).toList(),
        (statement, one) -> {
          statement.setString(1, one.pinyin());
          statement.setString(2, one.code().value());
          statement.setString(3, one.name());
        });
  }
}
