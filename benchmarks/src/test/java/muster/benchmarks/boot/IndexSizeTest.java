package muster.benchmarks.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import muster.benchmarks.WrongAnswer;
import muster.benchmarks.boot.BootBenchmark.IndexSize;
import org.junit.jupiter.api.Test;

class IndexSizeTest {
  private static final String METRICS =
      """
      # TYPE muster_team_index_teams gauge
      muster_team_index_teams 60000.0
      muster_team_index_volunteers{application="dispatch-service"} 599999.0
      muster_team_index_volunteers_other 1.0
      """;

  @Test
  void theSizeIsReadFromTheServicesMetrics() {
    assertThat(IndexSize.of(METRICS)).isEqualTo(new IndexSize(60_000, 599_999));
  }

  @Test
  void anIndexThatLacksSomebodyIsFound() {
    assertThatThrownBy(() -> IndexSize.of(METRICS).require(60_000, 600_000))
        .isInstanceOf(WrongAnswer.class)
        .hasMessageContaining("599999");
  }

  @Test
  void aServiceThatDoesNotTellIsFound() {
    assertThatThrownBy(() -> IndexSize.of("up 1\n")).isInstanceOf(WrongAnswer.class);
  }
}
