package muster.gateway.seal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {
  private final Seal seal = new Seal(new byte[32]);

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "徐州", "eyJhbGciOiJSUzI1NiJ9.e30.c2ln"})
  void whatWasClosedIsOpenedForTheSamePurposeAlone(String text) {
    String closed = seal.close(text, "access1");

    assertThat(closed).matches("[A-Za-z0-9_-]+");
    assertThat(seal.open(closed, "access1")).hasValue(text);
    assertThat(seal.open(closed, "access2")).isEmpty();
    byte[] other = new byte[32];
    other[31] = 1;
    assertThat(new Seal(other).open(closed, "access1")).isEmpty();
  }

  @Test
  void theSameTextLooksDifferentEachTime() {
    assertThat(seal.close("a", "b")).isNotEqualTo(seal.close("a", "b"));
  }

  @Test
  void aChangedCharacterOpensNothing() {
    String closed = seal.close("a text of some length", "b");
    for (int i = 0; i < closed.length() - 1; i++) {
      char changed = closed.charAt(i) == 'A' ? 'B' : 'A';
      assertThat(seal.open(closed.substring(0, i) + changed + closed.substring(i + 1), "b"))
          .as("at " + i)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAA", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void whatWasNeverClosedIsNotOpened(String text) {
    assertThat(seal.open(text, "b")).isEmpty();
  }
}
