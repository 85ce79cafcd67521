package muster.apiedge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTermsTest {

  @ParameterizedTest
  @CsvSource({
    "西朱 电动车, 西朱|电动车",
    "' Red  E-Bike\t', red|e-bike",
    "西朱\u3000村, 西朱|村",
    "a a A, a",
    "41712, 41712"
  })
  void wordsAreApartBySpaceOfAnyKindAndWithoutCase(String text, String terms) {
    assertThat(String.join("|", SearchTerms.of(text))).isEqualTo(terms);
  }

  @Test
  void whatLooksTheSameIsTheSame() {
    assertThat(SearchTerms.of("e\u0301tat")).containsExactly("\u00e9tat");
    assertThat(SearchTerms.whole("  Xu\u00a0 Zhou ")).isEqualTo("xu zhou");
  }

  @Test
  void moreWordsThanNeededAreLeftOut() {
    assertThat(SearchTerms.of("1 2 3 4 5 6 7 8 9 10")).hasSize(SearchTerms.MOST_TERMS);
  }
}
