package muster.volunteer.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import muster.contracts.place.GeoPoint;
import muster.contracts.problem.FieldError;
import muster.contracts.text.TextRule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldChecksTest {
  private final FieldChecks checks = new FieldChecks();

  private List<FieldError> errors() {
    return checks.outcome(() -> "")
            instanceof Outcome.Refused<String>(Rejection.Invalid(List<FieldError> errors))
        ? errors
        : List.of();
  }

  private String message() {
    assertThat(errors()).hasSize(1);
    assertThat(errors().getFirst().field()).isEqualTo("name");
    return errors().getFirst().message();
  }

  private void check(@Nullable String text) {
    assertThat(checks.text("name", text, 3)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"一", "一队", "🚨🚨🚨", "a\u200Db", "a\nb", "fe\u0301"})
  void aTextOfOneToThreeCharactersIsTaken(String text) {
    assertThat(checks.text("name", text, 3)).isEqualTo(TextRule.normalized(text));
    assertThat(errors()).isEmpty();
  }

  @Test
  void whatIsMissingIsRequired() {
    check(null);
    assertThat(message()).isEqualTo("is required");
    assertThat(new FieldChecks().optionalText("name", null, 3)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u3000", "\u200B", "\u3164", "\u115F\u1160"})
  void whatNobodySeesIsBlank(String text) {
    check(text);
    assertThat(message()).isEqualTo(TextRule.BLANK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u0000a", "a\u001B", "a\u007F", "\u202Ea", "a\u2067", "a\uD800", "\uDC00a"})
  void whatRewritesATerminalOrCannotBeStoredIsRefused(String text) {
    check(text);
    assertThat(message()).isEqualTo(TextRule.UNCLEAN);
  }

  @Test
  void lengthCountsCodePointsInNfc() {
    assertThat(checks.text("name", "e\u0301e\u0301e\u0301", 3)).isEqualTo("ééé");
    assertThat(errors()).isEmpty();
    check("🚨🚨🚨🚨");
    assertThat(message()).isEqualTo(TextRule.tooLong(3));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.0005, -0.0005", "-0.0, 0.00089"})
  void zeroZeroIsNoPlaceButWhatADeviceGivesForNone(double latitude, double longitude) {
    PlaceForm zero = new PlaceForm(latitude, longitude, null);
    assertThat(checks.optionalPosition("location", zero))
        .isEqualTo(new GeoPoint(latitude, longitude));
    assertThat(errors()).isEmpty();
    checks.place("name", zero);
    assertThat(message()).isEqualTo(GeoPoint.STANDS_FOR_NONE);
  }

  @Test
  void onePlaceHasOneFault() {
    checks.place("name", null);
    assertThat(message()).isEqualTo("is required");
    assertThat(new FieldChecks().optionalPlace("name", null)).isNull();
    assertThat(new FieldChecks().place("name", new PlaceForm(0.001, 0.0, null)))
        .isEqualTo(new GeoPoint(0.001, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"t-1", "A.b_c-9", "0", "...", ".a", "a..", "-", "_"})
  void anIdIsTakenAsItIs(String id) {
    assertThat(checks.id("id", id)).isEqualTo(id);
    assertThat(errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "é", "a\n", "Ａ", ".", ".."})
  void anIdOfOtherCharactersIsRefused(String id) {
    assertThat(checks.id("id", id)).isEqualTo(id);
    assertThat(errors()).extracting(FieldError::field).containsExactly("id");
  }

  @Test
  void anIdHasAtMost64Characters() {
    assertThat(checks.id("id", "x".repeat(64))).hasSize(64);
    assertThat(errors()).isEmpty();
    assertThat(checks.id("id", "x".repeat(65))).hasSize(65);
    assertThat(errors()).hasSize(1);
  }
}
