package muster.contracts.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRuleTest {
  @ParameterizedTest
  @ValueSource(ints = {'a', '0', '.', 0x4E2D, 0x9F98, 0x1F6A8, 0xFFFD, 0xE000, 0x10FFFF, 0x1100})
  void aTextWithSomethingToSeeIsVisible(int point) {
    assertThat(TextRule.isVisible(Character.toString(point))).isTrue();
    assertThat(TextRule.isVisible(" \u200B" + Character.toString(point) + "\n")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t\r\n",
        "\u00A0",
        "\u2003",
        "\u3000",
        "\u2028\u2029",
        "\u200B",
        "\u200E",
        "\u2060",
        "\uFEFF",
        "\u00AD",
        "\u0000",
        "\u0085",
        "\u115F",
        "\u1160",
        "\u3164",
        "\uFFA0",
        " \u3164 \u200B\u202E",
        "\uD83D",
      })
  void aTextWithNothingToSeeIsBlank(String text) {
    assertThat(TextRule.isVisible(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "王奶奶在西珠村走失",
        "line\nline\r\n\ttab",
        "🚨 \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "\u200Ealeph\u05D0\u200F\u061C",
        "\u00A0\u3000\u2028\u2029\u2065",
        "\uFFFD\uFFFF",
        "~\u00A0",
      })
  void aTextOfOrdinaryCharactersIsClean(String text) {
    assertThat(TextRule.isClean(text)).isTrue();
    assertThat(TextRule.mended(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 1, 7, 8, 0xB, 0xC, 0xE, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9B, 0x9F, 0x202A, 0x202B, 0x202C,
        0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0xD800, 0xDBFF, 0xDC00, 0xDFFF
      })
  void aRefusedCharacterAnywhereMakesATextUncleanAndIsMendedAlone(int point) {
    String refused = Character.toString(point);
    for (String text : new String[] {refused, "a" + refused, refused + "a", "警" + refused + "🚨"}) {
      assertThat(TextRule.isClean(text)).isFalse();
      assertThat(TextRule.mended(text)).isEqualTo(text.replace(refused, "\uFFFD"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x1F + 1, 0x7E, 0xA0, 0x2029, 0x202F, 0x2065, 0x206A, 0xD7FF, 0xE000})
  void theNeighboursOfRefusedCharactersAreClean(int point) {
    assertThat(TextRule.isClean(Character.toString(point))).isTrue();
  }

  @Test
  void lengthIsInCodePoints() {
    assertThat(TextRule.length("")).isZero();
    assertThat(TextRule.length("警报🚨")).isEqualTo(3);
    assertThat(TextRule.length("\uD83Da")).isEqualTo(2);
  }

  @Test
  void normalizedIsNfc() {
    assertThat(TextRule.normalized("cafe\u0301")).isEqualTo("café");
    assertThat(TextRule.normalized("\u1112\u1161\u11AB")).isEqualTo("한");
    assertThat(TextRule.length(TextRule.normalized("\u0958"))).isEqualTo(2);
    assertThat(TextRule.normalized("Ａ")).isEqualTo("Ａ");
  }

  /** An account's id has to be found again under the characters it was given. */
  @Test
  void mendingDoesNotNormalize() {
    assertThat(TextRule.mended("cafe\u0301")).isEqualTo("cafe\u0301");
  }

  @Property
  void whatIsMendedIsCleanAndAsLongAsBefore(@ForAll String text) {
    String mended = TextRule.mended(text);
    assertThat(TextRule.isClean(mended)).isTrue();
    assertThat(TextRule.length(mended)).isEqualTo(TextRule.length(text));
    assertThat(TextRule.mended(mended)).isEqualTo(mended);
  }

  @Property
  void aCleanTextStaysCleanInNfc(@ForAll String text) {
    String normalized = TextRule.normalized(TextRule.mended(text));
    assertThat(TextRule.isClean(normalized)).isTrue();
    assertThat(Normalizer.isNormalized(normalized, Normalizer.Form.NFC)).isTrue();
  }
}
