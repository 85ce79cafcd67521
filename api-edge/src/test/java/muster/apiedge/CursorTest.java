package muster.apiedge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import muster.contracts.problem.FieldError;
import muster.contracts.problem.ProblemType;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private static final UUID ID = UUID.fromString("017f7c00-0000-7000-8000-000000000001");

  @Test
  void whatAListGaveIsReadAgain() {
    Instant time = Instant.parse("2026-11-25T08:00:00.123456Z");
    assertThat(Cursor.timeAndId(Cursor.of(time, ID))).isEqualTo(new Cursor.TimeAndId(time, ID));
    assertThat(Cursor.number(Cursor.of(0))).isZero();
    assertThat(Cursor.number(Cursor.of(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
    assertThat(Cursor.id(Cursor.of(ID))).isEqualTo(ID);
    assertThat(Cursor.key(Cursor.of("320371003209/xizhu-7"))).isEqualTo("320371003209/xizhu-7");
  }

  @Test
  void noCursorIsTheBeginning() {
    assertThat(Cursor.timeAndId(null)).isNull();
    assertThat(Cursor.number(null)).isNull();
    assertThat(Cursor.id(null)).isNull();
    assertThat(Cursor.key(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-25T08:00:00Z",
        "2026-11-25T08:00:00Z ",
        " 017f7c00-0000-7000-8000-000000000001",
        "2026-11-25T08:00:00Z 1-2-3-4-5",
        "2026-11-25T08:00:00Z 017f7c00-0000-7000-8000-000000000001 x",
        "yesterday 017f7c00-0000-7000-8000-000000000001",
        "+1000000000-01-01T00:00:00Z 017f7c00-0000-7000-8000-000000000001",
        "1969-12-31T23:59:59Z 017f7c00-0000-7000-8000-000000000001",
        "2200-01-01T00:00:01Z 017f7c00-0000-7000-8000-000000000001",
      })
  void whatNoListInOrderOfTimeGaveIsRefused(String text) {
    assertRefused(() -> Cursor.timeAndId(encoded(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "x", "9223372036854775808"})
  void whatNoListInOrderOfNumbersGaveIsRefused(String text) {
    assertRefused(() -> Cursor.number(encoded(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "1-2-3-4-5", "017F7C00-0000-7000-8000-000000000001"})
  void whatNoListInOrderOfIdsGaveIsRefused(String text) {
    assertRefused(() -> Cursor.id(encoded(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\u0000", "徐"})
  void whatNoListInOrderOfKeysGaveIsRefused(String text) {
    assertRefused(() -> Cursor.key(encoded(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a", "not base64!", "é"})
  void whatIsNotEvenEncodedIsRefused(String cursor) {
    assertRefused(() -> Cursor.timeAndId(cursor));
    assertRefused(() -> Cursor.number(cursor));
    assertRefused(() -> Cursor.id(cursor));
    assertRefused(() -> Cursor.key(cursor));
  }

  @Test
  void aCursorHasAtMost400Characters() {
    assertThat(Cursor.key(encoded("k".repeat(300)))).hasSize(300);
    assertRefused(() -> Cursor.key(encoded("k".repeat(301))));
  }

  private static void assertRefused(ThrowingCallable read) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(read)
        .satisfies(
            refusal -> {
              assertThat(refusal.problem().type()).isEqualTo(ProblemType.VALIDATION);
              assertThat(refusal.problem().members().get("errors"))
                  .asInstanceOf(InstanceOfAssertFactories.LIST)
                  .containsExactly(new FieldError("cursor", "is not one that this list gave"));
            });
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
