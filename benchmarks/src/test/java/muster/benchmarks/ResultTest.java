package muster.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import muster.benchmarks.Result.Verdict;
import muster.demo.terminal.TerminalTexts;
import org.junit.jupiter.api.Test;

class ResultTest {
  @Test
  void anAimInTheFiguresOwnUnitIsMetUpToItsLimit() {
    Aim aim = new Aim.AtMost(100);
    assertThat(time(100).aimingAt(aim).verdict()).isEqualTo(Verdict.MET);
    assertThat(time(100.1).aimingAt(aim).verdict()).isEqualTo(Verdict.MISSED);
  }

  @Test
  void anAimByTheFloorIsMetUpToItsFactor() {
    Aim aim = new Aim.AtMostTimesFloor(3);
    assertThat(time(30).beside("commit-and-hop", 10).aimingAt(aim).verdict())
        .isEqualTo(Verdict.MET);
    assertThat(time(30.1).beside("commit-and-hop", 10).aimingAt(aim).verdict())
        .isEqualTo(Verdict.MISSED);
  }

  @Test
  void anAimByAPeerIsMetFromItsShareOn() {
    Aim aim = new Aim.AtLeastShareOfPeer(0.5);
    Result rate = Result.of("outbox.steady", 50, Unit.PER_SECOND);
    assertThat(rate.beside("raw-producer", 100).aimingAt(aim).verdict()).isEqualTo(Verdict.MET);
    assertThat(rate.beside("raw-producer", 100.1).aimingAt(aim).verdict())
        .isEqualTo(Verdict.MISSED);
  }

  @Test
  void anAimByAFloorNeedsOne() {
    assertThatThrownBy(() -> time(1).aimingAt(new Aim.AtMostTimesFloor(3)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theTableShowsTheFloorTheRatioAndWhetherTheAimIsMet() {
    String table =
        new ResultTable(TerminalTexts.of(Benchmarks.TEXTS, Locale.ENGLISH))
            .of(
                List.of(
                    time(12.34).beside("commit-and-hop", 4).aimingAt(new Aim.AtMostTimesFloor(3))));
    assertThat(table.lines().toList().getLast())
        .isEqualTo(
            "| Alert to phone, 1/s, p50 | 12.3 ms | 4.00 ms commit + hop | 3.09  "
                + "| at most 3 × floor | NO  |");
  }

  @Test
  void percentilesAreOfTheNearestRank() {
    Samples samples = Samples.of(List.of(4_000_000L, 1_000_000L, 3_000_000L, 2_000_000L));
    assertThat(samples.millis(0.5)).isEqualTo(2);
    assertThat(samples.millis(0.51)).isEqualTo(3);
    assertThat(samples.millis(0.99)).isEqualTo(4);
    assertThat(samples.maxMillis()).isEqualTo(4);
    assertThat(Samples.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Samples.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
  }

  private static Result time(double millis) {
    return Result.of("alert-path.1.p50", millis, Unit.MILLISECONDS);
  }
}
