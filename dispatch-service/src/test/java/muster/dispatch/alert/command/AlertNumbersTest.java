package muster.dispatch.alert.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class AlertNumbersTest {
  private final AtomicInteger fetched = new AtomicInteger();
  private final AtomicBoolean away = new AtomicBoolean();
  private final AlertNumbers numbers = new AlertNumbers(this::nextBlock);

  private int nextBlock() {
    if (away.get()) {
      throw new DataAccessResourceFailureException("the database is away");
    }
    return 10_000 + AlertNumbers.BLOCK * fetched.getAndIncrement();
  }

  @Test
  void theNumbersOfABlockAreGivenInOrderAndTheNextBlockFollows() {
    List<Integer> given = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      given.add(numbers.next());
    }
    assertThat(given).startsWith(10_000, 10_001).doesNotHaveDuplicates();
    assertThat(given).allMatch(number -> number >= 10_000 && number < 10_000 + 50 * fetched.get());
    assertThat(given.subList(0, 50)).isSorted().endsWith(10_049);
  }

  @Test
  void theNextBlockIsThereBeforeItIsNeeded() {
    for (int i = 0; i < 40; i++) {
      numbers.next();
    }
    await().atMost(Duration.ofSeconds(20)).until(numbers::isAhead);
    for (int i = 0; i < 10; i++) {
      numbers.next();
    }
    away.set(true);
    assertThat(numbers.next()).isEqualTo(10_050);
  }

  @Test
  void aDatabaseThatIsAwayCostsNoNumberAndNoLaterOne() {
    for (int i = 0; i < 10; i++) {
      numbers.next();
    }
    away.set(true);
    for (int i = 10; i < 50; i++) {
      assertThat(numbers.next()).isEqualTo(10_000 + i);
    }
    assertThatThrownBy(numbers::next).isInstanceOf(DataAccessResourceFailureException.class);
    away.set(false);
    // The block after it, too, may have been fetched meanwhile, beside the work.
    assertThat(numbers.next()).isIn(10_050, 10_100);
  }

  @Test
  void inARushNobodyGetsANumberThatSomebodyElseHas() throws Exception {
    Set<Integer> given = ConcurrentHashMap.newKeySet();
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        all.add(
            threads.submit(
                () -> {
                  start.await();
                  for (int n = 0; n < 50; n++) {
                    assertThat(given.add(numbers.next())).isTrue();
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(given).hasSize(2_000);
  }
}
