package muster.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import muster.demo.terminal.TerminalTexts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The results for programs: JSON, in English whatever the terminal's language. */
final class ResultFile {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final TerminalTexts english = TerminalTexts.of(Benchmarks.TEXTS, Locale.ROOT);

  private record Content(
      String benchmark,
      Instant at,
      boolean quick,
      String tuning,
      Machine machine,
      List<Line> results,
      List<Check> checks) {}

  private record Line(
      String key,
      String measure,
      double value,
      String unit,
      @Nullable String floorOf,
      @Nullable Double floor,
      @Nullable Double ratio,
      @Nullable String aim,
      String verdict) {}

  void write(Path file, String benchmark, Setting setting, Machine machine, Findings outcome)
      throws IOException {
    Content content =
        new Content(
            benchmark,
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            setting.quick(),
            setting.tuning().name(),
            machine,
            outcome.results().stream().map(this::line).toList(),
            outcome.checks());
    Files.writeString(file, JSON.writeValueAsString(content) + "\n");
  }

  private Line line(Result result) {
    Result.Floor floor = result.floor();
    return new Line(
        result.key(),
        english.get("result." + result.key()),
        result.value(),
        result.unit().sign(),
        floor == null ? null : english.get("floor." + floor.key()),
        floor == null ? null : floor.value(),
        result.ratio(),
        result.aim() == null ? null : new ResultTable(english).aim(result),
        result.verdict().name());
  }
}
