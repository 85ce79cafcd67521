package muster.volunteer.jurisdiction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import muster.volunteer.jurisdiction.pinyin.DictionarySyllables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingsTest {
  private final Readings readings = new Readings(new DictionarySyllables());

  /** Places of Xuzhou, some with characters that are hardly used elsewhere. */
  @ParameterizedTest
  @CsvSource({
    "徐州市, xuzhoushi, xzs",
    "西朱村, xizhucun, xzc",
    "睢宁县, suiningxian, snx",
    "邳州市, pizhoushi, pzs",
    "沛县, peixian, px",
    "鼓楼区, gulouqu, glq",
    "单集镇, shanjizhen, sjz",
    "吕梁, lvliang, ll",
    "A1小区, a1xiaoqu, axq",
    "黄山（新）, huangshanxin, hsx"
  })
  void aNameIsReadInFullAndByItsInitials(String name, String whole, String initials) {
    assertThat(List.of(readings.of(name).split(" "))).contains(whole);
    assertThat(readings.of(name)).contains(initials.substring(0, 1));
    if (!name.startsWith("A1")) {
      assertThat(List.of(readings.of(name).split(" "))).contains(initials);
    }
  }

  @Test
  void theUsualReadingIsAmongThemHoweverManyThereAre() {
    Readings many =
        new Readings(
            codePoint ->
                List.of("a", "b", "c", "d", "e").stream()
                    .map(letter -> letter + Character.toString(codePoint))
                    .toList());
    String[] words = many.of("xyz").split(" ");

    assertThat(words).contains("axayaz", "aaa");
    assertThat(words.length).isLessThanOrEqualTo(2 * Readings.MOST);
  }

  @Test
  void whatHasNoReadingHasNone() {
    assertThat(readings.of("，。 ")).isEmpty();
    assertThat(readings.of("𠮷")).isEmpty();
    assertThat(readings.of("")).isEmpty();
  }
}
