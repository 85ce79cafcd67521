package muster.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class NullnessIntrospectorTest {
  private final JsonMapper mapper =
      JsonMapper.builder().annotationIntrospector(new NullnessIntrospector()).build();

  record Plain(String needed, @Nullable String optional, @Nullable Integer number) {}

  /** javac leaves annotations of a compact constructor's parameters out of the class file. */
  record Compact(List<String> needed, @Nullable String optional, @Nullable Integer number) {
    Compact {
      needed = List.copyOf(needed);
    }
  }

  @Test
  void aComponentThatMayBeNullMayBeLeftOut() {
    assertThat(mapper.readValue("{\"needed\":\"a\"}", Plain.class))
        .isEqualTo(new Plain("a", null, null));
    assertThat(mapper.readValue("{\"needed\":[\"a\"],\"number\":null}", Compact.class))
        .isEqualTo(new Compact(List.of("a"), null, null));
  }

  @Test
  void aComponentThatMayNotBeNullHasToBeThere() {
    for (Class<?> type : List.of(Plain.class, Compact.class)) {
      assertThatExceptionOfType(JacksonException.class)
          .isThrownBy(() -> mapper.readValue("{\"optional\":\"b\"}", type))
          .withMessageContaining("needed");
    }
  }
}
