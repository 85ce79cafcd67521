package muster.contracts.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import muster.contracts.dispatch.AlertReference.ById;
import muster.contracts.dispatch.AlertReference.ByNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertReferenceTest {
  @Test
  void anIdAndANumberAreToldApart() {
    UUID id = UUID.fromString("0199d1a0-0000-7000-8000-000000000001");
    assertThat(AlertReference.of(id.toString())).isEqualTo(new ById(id));
    assertThat(AlertReference.of("0199D1A0-0000-7000-8000-000000000001")).isEqualTo(new ById(id));
    assertThat(AlertReference.of("10000")).isEqualTo(new ByNumber(AlertReference.LOWEST_NUMBER));
    assertThat(AlertReference.of("99999999"))
        .isEqualTo(new ByNumber(AlertReference.HIGHEST_NUMBER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "9999",
        "012345",
        "100000000",
        "-12345",
        "+12345",
        " 12345",
        "12345\n",
        "１２３４５",
        "1e5",
        "1-1-1-1-1",
        "nonsense",
        "0199d1a0-0000-7000-8000-00000000000"
      })
  void anythingElseIsNeither(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> AlertReference.of(text));
  }
}
