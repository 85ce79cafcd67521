package muster.contracts.place;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An administrative division by its GB/T 2260 (GB/T 10114 below the county) code. A child's code
 * starts with its parent's: 32 > 3203 > 320371 > 320371003 > 320371003209, so a scope is a prefix.
 */
@JsonClassDescription("GB/T 2260 code of 2, 4, 6, 9, 12 or 15 digits.")
public record JurisdictionCode(@JsonValue String value) {
  private static final Pattern FORM =
      Pattern.compile("\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}|\\d{15}");

  /** Levels from wide to narrow; a grid is Muster's own subdivision of a village. */
  public enum Level {
    PROVINCE(2),
    CITY(4),
    COUNTY(6),
    TOWN(9),
    VILLAGE(12),
    GRID(15);

    private final int digits;

    Level(int digits) {
      this.digits = digits;
    }
  }

  @JsonCreator
  public JurisdictionCode {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a jurisdiction is a GB/T 2260 code of 2, 4, 6, 9, 12 or 15 digits");
    }
  }

  public Level level() {
    for (Level level : Level.values()) {
      if (level.digits == value.length()) {
        return level;
      }
    }
    throw new IllegalStateException(value);
  }

  /** True for the jurisdiction itself and for everything below it. */
  public boolean covers(JurisdictionCode other) {
    return other.value.startsWith(value);
  }

  /** The next wider jurisdiction; empty for a province. */
  public Optional<JurisdictionCode> parent() {
    int index = level().ordinal();
    return index == 0
        ? Optional.empty()
        : Optional.of(new JurisdictionCode(value.substring(0, Level.values()[index - 1].digits)));
  }

  /** All that it lies in, the nearest first. */
  public Stream<JurisdictionCode> wider() {
    return Stream.iterate(
            parent(), Optional::isPresent, wider -> wider.flatMap(JurisdictionCode::parent))
        .flatMap(Optional::stream);
  }

  @Override
  public String toString() {
    return value;
  }
}
