package muster.eventintake.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import muster.eventintake.FaultPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.transaction.CannotCreateTransactionException;

/** By what PostgreSQL says. */
class DataFaultsTest {
  private final FaultPolicy policy = new FaultPolicy(DataFaults::passes);

  private static RuntimeException of(String state) {
    var fault = new SQLException("as PostgreSQL says it", state);
    DataAccessException translated =
        new SQLStateSQLExceptionTranslator().translate("reading", null, fault);
    // As JdbcTemplate does with what it does not know.
    return new IllegalStateException(
        "in a handler",
        translated == null ? new UncategorizedSQLException("reading", null, fault) : translated);
  }

  /** Deadlock, serialization, connection, too many of them, shutdown, disk full, lock timeout. */
  @ParameterizedTest
  @ValueSource(
      strings = {"40P01", "40001", "08006", "08001", "53300", "57P01", "57P03", "53100", "55P03"})
  void whatPasses(String state) {
    assertThat(policy.passes(of(state))).isTrue();
  }

  /** Unique key, not null, a character that no text may have, a column that is not there. */
  @ParameterizedTest
  @ValueSource(strings = {"23505", "23502", "22021", "42703"})
  void whatNoRepetitionMends(String state) {
    assertThat(policy.passes(of(state))).isFalse();
  }

  @Test
  void aDeadlockIsADeadlock() {
    assertThat(of("40P01")).hasCauseInstanceOf(PessimisticLockingFailureException.class);
  }

  @Test
  void noConnectionAndNoTransactionPassAndAnEmptyResultDoesNot() {
    assertThat(policy.passes(new CannotGetJdbcConnectionException("none"))).isTrue();
    assertThat(policy.passes(new CannotCreateTransactionException("none"))).isTrue();
    assertThat(policy.passes(new EmptyResultDataAccessException(1))).isFalse();
  }
}
