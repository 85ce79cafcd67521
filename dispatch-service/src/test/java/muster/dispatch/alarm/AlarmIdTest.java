package muster.dispatch.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import muster.contracts.dispatch.AlarmCondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmIdTest {
  @Test
  void whatIsWrittenIsReadBack() {
    AlarmId id =
        new AlarmId(AlarmCondition.CONSUMER_LAGS, "report-service.known-alerts", UUID.randomUUID());
    assertThat(AlarmId.of(id.text())).isEqualTo(id);
    assertThat(AlarmId.of(id.text()).text())
        .startsWith("CONSUMER_LAGS:report-service.known-alerts:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CLUE",
        "CLUE:x",
        "CLUE:x:y",
        "CLUE::017f7bb1-772e-7003-8015-daa66d2c7de1",
        "NONSENSE:x:017f7bb1-772e-7003-8015-daa66d2c7de1",
        "CLUE:a b:017f7bb1-772e-7003-8015-daa66d2c7de1",
        "CLUE:x:017f7bb1-772e-7003-8015-daa66d2c7de1:z",
        "CLUE:x:-----------------------------------1",
        " CLUE:x:017f7bb1-772e-7003-8015-daa66d2c7de1"
      })
  void anythingElseIsNone(String text) {
    assertThatThrownBy(() -> AlarmId.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
