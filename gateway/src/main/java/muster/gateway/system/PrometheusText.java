package muster.gateway.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Metrics as a service writes them for Prometheus (text format 0.0.4). */
final class PrometheusText {
  private PrometheusText() {}

  /**
   * One value.
   *
   * @param labels as they are written, in braces; empty where there are none
   */
  record Sample(String name, String labels, double value) {}

  /** What can't be read is passed over. */
  static List<Sample> read(String text) {
    List<Sample> samples = new ArrayList<>();
    text.lines()
        .filter(line -> !line.isBlank() && line.charAt(0) != '#')
        .forEach(line -> sample(line).ifPresent(samples::add));
    return samples;
  }

  private static Optional<Sample> sample(String line) {
    int labels = line.indexOf('{');
    // A label's value may have braces, such as the path of a request.
    int end = labels < 0 ? line.indexOf(' ') : line.lastIndexOf('}') + 1;
    if (end <= 0) {
      return Optional.empty();
    }
    int name = labels < 0 ? end : labels;
    String[] rest = line.substring(end).strip().split(" ");
    try {
      return Optional.of(
          new Sample(line.substring(0, name), line.substring(name, end), number(rest[0])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
