package muster.demo.xuzhou;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;

/** The official tree, as in {@code units.csv}, and where its counties lie. */
final class CityTree {
  private static final String UNITS = "units.csv";
  private static final String OUTLINES = "outlines.ndjson";

  private final List<String> csv;
  private final List<String> outlines;
  private final List<Village> villages;

  private CityTree(List<String> csv, List<String> outlines) {
    this.csv = List.copyOf(csv);
    this.outlines = List.copyOf(outlines);
    this.villages =
        csv.stream()
            .map(line -> line.split(",", -1))
            .filter(columns -> columns[2].equals("VILLAGE"))
            .map(
                columns ->
                    new Village(
                        new JurisdictionCode(columns[0]),
                        columns[1],
                        new GeoPoint(
                            Double.parseDouble(columns[4]), Double.parseDouble(columns[5]))))
            .toList();
  }

  static CityTree read() {
    return new CityTree(lines(UNITS), lines(OUTLINES));
  }

  private static List<String> lines(String resource) {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(CityTree.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With the header; parents before their children. */
  List<String> csv() {
    return csv;
  }

  /** Of the counties, their datum not stated. */
  List<String> outlines() {
    return outlines;
  }

  List<Village> villages() {
    return villages;
  }
}
