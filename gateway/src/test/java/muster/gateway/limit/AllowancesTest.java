package muster.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowancesTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void soManyAtOnceAndThenSoManyEachSecond() {
    Allowances allowances = new Allowances(2, 3);

    assertThat(allowances.take("a", 0)).isZero();
    assertThat(allowances.take("a", 0)).isZero();
    assertThat(allowances.take("a", 0)).isZero();
    assertThat(allowances.take("a", 0)).isEqualTo(1);
    assertThat(allowances.take("b", 0)).as("others have their own").isZero();
    assertThat(allowances.take("a", SECOND / 2)).isZero();
    assertThat(allowances.take("a", SECOND / 2)).isEqualTo(1);
    assertThat(allowances.take("a", SECOND * 3 / 2)).isZero();
    assertThat(allowances.take("a", SECOND * 3 / 2)).isZero();
    assertThat(allowances.take("a", SECOND * 3 / 2)).isEqualTo(1);
  }

  @Test
  void aRestGivesNoMoreThanTheBurst() {
    Allowances allowances = new Allowances(100, 2);
    assertThat(allowances.take("a", 0)).isZero();

    long later = 3600 * SECOND;
    assertThat(allowances.take("a", later)).isZero();
    assertThat(allowances.take("a", later)).isZero();
    assertThat(allowances.take("a", later)).isEqualTo(1);
  }

  @Test
  void aSlowAllowanceSaysHowLong() {
    Allowance slow = new Allowance(1, 1, 0);
    assertThat(slow.take(0)).isZero();
    assertThat(slow.take(0)).isEqualTo(1);
    assertThat(slow.isFull(SECOND / 2)).isFalse();
    assertThat(slow.isFull(SECOND)).isTrue();
  }

  @Test
  void keysThatAreMadeUpAreForgotten() {
    Allowances allowances = new Allowances(1, 1);
    for (int i = 0; i < Allowances.LOOK_AFTER; i++) {
      assertThat(allowances.take("made-up-" + i, 0)).isZero();
    }
    allowances.forget(SECOND / 2);
    assertThat(allowances.size()).as("they have just asked").isEqualTo(Allowances.LOOK_AFTER);
    for (int i = 0; i < Allowances.LOOK_AFTER; i++) {
      assertThat(allowances.take("more-" + i, SECOND * 10)).isZero();
    }
    allowances.forget(SECOND * 10);
    assertThat(allowances.size()).isEqualTo(Allowances.LOOK_AFTER);
  }

  @Test
  void soManyAreInWorkAndWhoLeavesMakesRoom() {
    InWork inWork = new InWork(2);
    assertThat(inWork.enter("a")).isTrue();
    assertThat(inWork.enter("a")).isTrue();
    assertThat(inWork.enter("a")).isFalse();
    assertThat(inWork.enter("b")).isTrue();
    inWork.leave("a");
    assertThat(inWork.enter("a")).isTrue();
    inWork.leave("a");
    inWork.leave("a");
    inWork.leave("b");
    assertThat(inWork.size()).isZero();
  }
}
