package muster.volunteer.jurisdiction;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.rules.FieldChecks;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.PlaceForm;
import org.jspecify.annotations.Nullable;

/**
 * A jurisdiction as a request gives it.
 *
 * @param level may be left out; it must fit the code
 * @param parentCode left out at the top of the registered tree
 * @param version of the state that the sender has seen; with it, a lost update is refused
 */
public record JurisdictionForm(
    @Nullable String code,
    @Nullable String name,
    @Nullable String level,
    @Nullable String parentCode,
    @Nullable PlaceForm location,
    @Nullable Long version) {
  public static final int MAX_NAME_LENGTH = 100;

  private static final String LEVELS =
      Arrays.stream(JurisdictionCode.Level.values())
          .map(Enum::name)
          .collect(Collectors.joining(", "));

  public JurisdictionForm withCode(String other) {
    return new JurisdictionForm(other, name, level, parentCode, location, version);
  }

  public Outcome<JurisdictionDraft> check() {
    FieldChecks checks = new FieldChecks();
    JurisdictionCode ownCode = checks.code("code", code);
    String ownName = checks.text("name", name, MAX_NAME_LENGTH);
    boolean known = !checks.isWrong("code");
    if (level != null) {
      checkLevel(checks, known ? ownCode : null, level);
    }
    JurisdictionCode parent = parentCode == null ? null : checks.code("parentCode", parentCode);
    if (parent != null && known && !checks.isWrong("parentCode")) {
      checks.require(
          ownCode.parent().equals(java.util.Optional.of(parent)),
          "parentCode",
          "must be the next wider code that " + ownCode + " begins with");
    }
    GeoPoint place = checks.optionalPlace("location", location);
    return checks.outcome(() -> new JurisdictionDraft(ownCode, ownName, parent, place, version));
  }

  /**
   * @param code null when it is wrong itself
   */
  private static void checkLevel(
      FieldChecks checks, @Nullable JurisdictionCode code, String level) {
    boolean known =
        Arrays.stream(JurisdictionCode.Level.values())
            .anyMatch(one -> one.name().equals(level.toUpperCase(Locale.ROOT)));
    if (!known) {
      checks.fail("level", "must be one of " + LEVELS);
    } else if (code != null) {
      checks.require(
          code.level().name().equals(level.toUpperCase(Locale.ROOT)),
          "level",
          "must be " + code.level() + " for a code of " + code.value().length() + " digits");
    }
  }
}
