package muster.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {
  private static final Instant ISSUED = Instant.parse("2026-11-26T08:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "900, 0, FRESH",
    "900, 809, FRESH",
    "900, 810, AGEING",
    "900, 897, AGEING",
    "900, 898, EXPIRED",
    "900, 5000, EXPIRED",
    "60, 39, FRESH",
    "60, 40, AGEING",
    "60, 58, EXPIRED",
    "6, 3, FRESH",
    "6, 4, EXPIRED",
    "0, 0, EXPIRED"
  })
  void aTokenAgesBeforeItExpires(int lives, int after, Freshness expected) {
    assertThat(Freshness.of(ISSUED, ISSUED.plusSeconds(lives), ISSUED.plusSeconds(after)))
        .isEqualTo(expected);
  }
}
