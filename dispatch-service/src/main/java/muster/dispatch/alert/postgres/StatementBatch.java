package muster.dispatch.alert.postgres;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Statements that go to the database together, in one round trip: on the way of an alert each trip
 * counts. They are run in the order in which they were added, up to the first that fails, and
 * nothing is told of their effect.
 */
public final class StatementBatch {
  private final List<String> statements = new ArrayList<>();
  private final List<@Nullable Object> parameters = new ArrayList<>();

  /** Each parameter is one that the driver knows by its class; an array is one parameter. */
  void add(String sql, Object... values) {
    add(sql, Arrays.asList(values));
  }

  void add(String sql, List<? extends @Nullable Object> values) {
    statements.add(sql);
    parameters.addAll(values);
  }

  void run(JdbcClient client) {
    if (!statements.isEmpty()) {
      client.sql(String.join(";\n", statements)).params(parameters).update();
    }
  }
}
