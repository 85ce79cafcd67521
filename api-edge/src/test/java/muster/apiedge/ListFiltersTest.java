package muster.apiedge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListFiltersTest {
  private static final Instant NOON = Instant.parse("2026-03-12T12:00:00Z");

  @Test
  void severalValuesAreASetAndNoneIsNoFilter() {
    assertThat(ListFilters.oneOf("status", List.of("A", "B", "A"))).containsExactly("A", "B");
    assertThat(ListFilters.<String>oneOf("status", null)).isEmpty();
    assertThat(ListFilters.<String>oneOf("status", List.of())).isEmpty();
  }

  @Test
  void aValueThatIsLeftOutIsRefused() {
    assertThatThrownBy(() -> ListFilters.oneOf("status", Arrays.asList("A", null)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused ->
                assertThat(refused.problem().detail())
                    .isEqualTo("status has a value of the wrong form."));
  }

  @Test
  void aSpanOfTimeEndsAfterItBegins() {
    assertThatCode(
            () -> {
              ListFilters.requireInOrder(null, null);
              ListFilters.requireInOrder(NOON, null);
              ListFilters.requireInOrder(null, NOON);
              ListFilters.requireInOrder(NOON, NOON.plusNanos(1));
            })
        .doesNotThrowAnyException();
    for (Instant end : List.of(NOON, NOON.minusNanos(1))) {
      assertThatThrownBy(() -> ListFilters.requireInOrder(NOON, end))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused ->
                  assertThat(refused.problem().detail()).isEqualTo("to must be later than from."));
    }
  }
}
