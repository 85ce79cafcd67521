package muster.dispatch.alert.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import muster.apiedge.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetailsVersionsTest {
  @Test
  void withoutTheHeaderOrWithAStarAnyVersionWillDo() {
    assertThat(DetailsVersions.allowed(null)).isNull();
    assertThat(DetailsVersions.allowed("*")).isNull();
    assertThat(DetailsVersions.allowed(" * ")).isNull();
  }

  @Test
  void whatWasGivenAsATagIsAllowedAndSoIsEachOfAList() {
    assertThat(DetailsVersions.allowed(DetailsVersions.tag(3))).isEqualTo(Set.of(3));
    assertThat(DetailsVersions.allowed("\"1\", \"22\" ,\"3\"")).isEqualTo(Set.of(1, 22, 3));
    assertThat(DetailsVersions.allowed("\"1\",,\"2\",")).isEqualTo(Set.of(1, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/\"1\"", "\"0\"", "\"01\"", "\"x,y\"", "\"\"", "\"99999999999\""})
  void whatIsNoneOfOursMatchesNothing(String header) {
    assertThat(DetailsVersions.allowed(header)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "3", "\"3", "3\"", "\"1\" \"2\"", "*, \"1\"", "w/\"1\"", "\"\u00e4\""})
  void anythingElseIsInvalid(String header) {
    assertThatThrownBy(() -> DetailsVersions.allowed(header)).isInstanceOf(ProblemException.class);
  }

  @Test
  void aLongHeaderIsInvalid() {
    assertThatThrownBy(() -> DetailsVersions.allowed("\"1\",".repeat(300)))
        .isInstanceOf(ProblemException.class);
  }
}
