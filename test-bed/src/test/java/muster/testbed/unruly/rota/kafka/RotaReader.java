package muster.testbed.unruly.rota.kafka;

import org.springframework.context.annotation.Bean;

/** Wires with a method, in a class without any annotation. */
public final class RotaReader {
  private RotaReader() {}

  @Bean
  static String group() {
    return "rota";
  }
}
