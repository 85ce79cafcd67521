package muster.apiedge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
  @Test
  void onlyASurplusMakesANextPage() {
    assertThat(Page.of(List.<String>of(), 2, item -> item)).isEqualTo(new Page<>(List.of(), null));
    assertThat(Page.of(List.of("a", "b"), 2, item -> item))
        .isEqualTo(new Page<>(List.of("a", "b"), null));
    assertThat(Page.of(List.of("a", "b", "c"), 2, item -> "after-" + item))
        .isEqualTo(new Page<>(List.of("a", "b"), "after-b"));
  }

  @Test
  void anotherFormOfItsItemsKeepsTheCursor() {
    assertThat(new Page<>(List.of(1, 2), "next").map(String::valueOf))
        .isEqualTo(new Page<>(List.of("1", "2"), "next"));
  }
}
