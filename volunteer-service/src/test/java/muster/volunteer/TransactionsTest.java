package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import muster.testbed.OnBothKinds;
import muster.volunteer.database.Transactions;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

@OnBothKinds
class TransactionsTest {
  private final RunningService service = RunningService.get();
  private final Transactions transactions = service.context.getBean(Transactions.class);
  private final JdbcTemplate jdbc = service.context.getBean(JdbcTemplate.class);

  @Test
  void whoIsOvertakenTriesAgainAndNothingOfTheFirstTryRemains() {
    AtomicInteger attempts = new AtomicInteger();
    String code = service.newCounty() + "777";

    List<Outcome<String>> outcomes =
        transactions.runAll(
            1,
            () -> {
              assertThat(
                      jdbc.update(
                          "insert into jurisdictions (code, name, version) values (?, 'x', 1)",
                          code))
                  .isEqualTo(1);
              if (attempts.incrementAndGet() < 3) {
                throw new CannotAcquireLockException("deadlock");
              }
              return List.of(new Outcome.Done<>("done"));
            });

    assertThat(outcomes).containsExactly(new Outcome.Done<>("done"));
    assertThat(attempts).hasValue(3);
  }

  @Test
  void whoIsOvertakenEveryTimeIsToldSoForEachItem() {
    List<Outcome<String>> outcomes =
        transactions.runAll(
            3,
            () -> {
              throw new CannotAcquireLockException("deadlock");
            });

    assertThat(outcomes)
        .hasSize(3)
        .allSatisfy(
            outcome ->
                assertThat(outcome)
                    .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                            assertThat(refused.rejection())
                                .isEqualTo(Rejection.Conflict.overtaken())));
  }

  @Test
  void aDatabaseThatIsAwayIsNotAskedAgain() {
    AtomicInteger attempts = new AtomicInteger();
    assertThatExceptionOfType(DataAccessResourceFailureException.class)
        .isThrownBy(
            () ->
                transactions.runAll(
                    1,
                    () -> {
                      attempts.incrementAndGet();
                      throw new DataAccessResourceFailureException("away");
                    }));
    assertThat(attempts).hasValue(1);
  }
}
