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

/** The official tree, as in {@code units.csv}. */
final class CityTree {
  private static final String RESOURCE = "units.csv";

  private final List<String> csv;
  private final List<Village> villages;

  private CityTree(List<String> csv) {
    this.csv = List.copyOf(csv);
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
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(CityTree.class.getResourceAsStream(RESOURCE), RESOURCE),
                StandardCharsets.UTF_8))) {
      return new CityTree(reader.lines().filter(line -> !line.isBlank()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With the header; parents before their children. */
  List<String> csv() {
    return csv;
  }

  List<Village> villages() {
    return villages;
  }
}
