package muster.contracts.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import muster.contracts.place.JurisdictionCode.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JurisdictionCodeTest {

  @ParameterizedTest
  @CsvSource({
    "32, PROVINCE",
    "3203, CITY",
    "320371, COUNTY",
    "320371003, TOWN",
    "320371003209, VILLAGE",
    "320371003209001, GRID"
  })
  void aCodeKnowsItsLevelByItsLength(String code, Level level) {
    assertThat(new JurisdictionCode(code).level()).isEqualTo(level);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3",
        "320",
        "32037",
        "3203710",
        "32037100",
        "3203710032",
        "32037100320",
        "3203710032091",
        "32037100320900",
        "3203710032090011",
        " 3203",
        "3203\n",
        "３２０３",
        "32o3",
        "-203",
        "3203%"
      })
  void anythingElseIsNoCode(String notACode) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JurisdictionCode(notACode))
        .withMessageContaining("GB/T 2260");
  }

  @Test
  void theWayUpFromAGridEndsAtTheProvince() {
    List<String> wayUp = new ArrayList<>();
    Optional<JurisdictionCode> code = Optional.of(new JurisdictionCode("320371003209001"));
    while (code.isPresent()) {
      wayUp.add(code.get().toString());
      code = code.get().parent();
    }
    assertThat(wayUp)
        .containsExactly("320371003209001", "320371003209", "320371003", "320371", "3203", "32");
  }

  @Test
  void aJurisdictionCoversItselfAndWhatIsBelowIt() {
    JurisdictionCode county = new JurisdictionCode("320371");
    assertThat(county.covers(county)).isTrue();
    assertThat(county.covers(new JurisdictionCode("320371003209"))).isTrue();
  }

  @Test
  void aJurisdictionCoversNeitherItsParentNorItsNeighbour() {
    JurisdictionCode county = new JurisdictionCode("320371");
    assertThat(county.covers(new JurisdictionCode("3203"))).isFalse();
    assertThat(county.covers(new JurisdictionCode("320372"))).isFalse();
    assertThat(county.covers(new JurisdictionCode("320382003209"))).isFalse();
  }
}
