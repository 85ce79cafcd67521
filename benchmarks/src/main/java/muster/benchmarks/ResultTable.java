package muster.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import muster.demo.terminal.TerminalTexts;

/** The results as a Markdown table that is a readable table in a terminal as well. */
final class ResultTable {
  /** From here on characters take two columns of a terminal, as far as the texts use them. */
  private static final int FIRST_WIDE = 0x2E80;

  private final TerminalTexts texts;

  ResultTable(TerminalTexts texts) {
    this.texts = texts;
  }

  String of(List<Result> results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            texts.get("table.measure"),
            texts.get("table.value"),
            texts.get("table.floor"),
            texts.get("table.ratio"),
            texts.get("table.aim"),
            texts.get("table.met")));
    results.forEach(result -> rows.add(row(result)));
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], columns(row.get(i)));
      }
    }
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      append(table, rows.get(i), widths);
      if (i == 0) {
        for (int width : widths) {
          table.append('|').append("-".repeat(width + 2));
        }
        table.append("|\n");
      }
    }
    return table.toString();
  }

  String machine(Machine machine) {
    return texts.get(
        "machine",
        machine.processor(),
        machine.cores(),
        Math.round(machine.memoryMebibytes() / 1024.0),
        machine.system(),
        machine.jdk(),
        String.format(Locale.ROOT, "%.2f", machine.loadAverage()));
  }

  private List<String> row(Result result) {
    Result.Floor floor = result.floor();
    Double ratio = result.ratio();
    return List.of(
        texts.get("result." + result.key()),
        figure(result.value(), result.unit()),
        floor == null
            ? "–"
            : figure(floor.value(), result.unit()) + " " + texts.get("floor." + floor.key()),
        ratio == null ? "–" : String.format(Locale.ROOT, ratio < 0.1 ? "%.4f" : "%.2f", ratio),
        aim(result),
        texts.get("verdict." + result.verdict()));
  }

  String aim(Result result) {
    return switch (result.aim()) {
      case null -> "–";
      case Aim.AtMost(double limit) -> texts.get("aim.atMost", figure(limit, result.unit()));
      case Aim.AtMostTimesFloor(double factor) -> texts.get("aim.timesFloor", factor);
      case Aim.AtLeastShareOfPeer(double share) -> texts.get("aim.shareOfPeer", share);
    };
  }

  private static String figure(double value, Unit unit) {
    String number =
        value >= 100
            ? String.format(Locale.ROOT, "%,.0f", value)
            : String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    return number + " " + unit.sign();
  }

  private static void append(StringBuilder table, List<String> row, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      table.append("| ").append(row.get(i)).append(" ".repeat(widths[i] - columns(row.get(i)) + 1));
    }
    table.append("|\n");
  }

  private static int columns(String text) {
    return (int) text.codePoints().map(each -> each >= FIRST_WIDE ? 2 : 1).sum();
  }
}
