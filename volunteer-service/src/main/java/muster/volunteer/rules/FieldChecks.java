package muster.volunteer.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import muster.contracts.place.Crs;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.problem.FieldError;
import muster.contracts.text.TextRule;
import org.jspecify.annotations.Nullable;

/**
 * Checks the fields of one request and keeps everything that is wrong, so that the sender learns
 * all of it at once. A check of a wrong field returns a placeholder; {@link #outcome} makes sure
 * that none of those gets anywhere.
 */
public final class FieldChecks {
  public static final int MAX_ID_LENGTH = 64;
  public static final int MAX_SLUG_LENGTH = 40;

  private static final String REQUIRED = "is required";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,15})?");
  private static final GeoPoint NOWHERE = new GeoPoint(0, 0);
  private static final JurisdictionCode NO_CODE = new JurisdictionCode("00");

  private final List<FieldError> errors = new ArrayList<>();

  public void fail(String field, String message) {
    errors.add(new FieldError(field, message));
  }

  public void require(boolean holds, String field, String message) {
    if (!holds) {
      fail(field, message);
    }
  }

  /** Whether something was found wrong with the field: then it is no use to hold others to it. */
  public boolean isWrong(String field) {
    return errors.stream().anyMatch(error -> error.field().equals(field));
  }

  /** By the one {@link TextRule}, in NFC; 1 to {@code max} characters. */
  public String text(String field, @Nullable String value, int max) {
    if (value == null) {
      fail(field, REQUIRED);
      return "";
    }
    String text = TextRule.normalized(value);
    if (!TextRule.isVisible(text)) {
      fail(field, TextRule.BLANK);
    } else if (!TextRule.isClean(text)) {
      fail(field, TextRule.UNCLEAN);
    } else if (TextRule.length(text) > max) {
      fail(field, TextRule.tooLong(max));
    } else {
      return text;
    }
    return "";
  }

  public @Nullable String optionalText(String field, @Nullable String value, int max) {
    return value == null ? null : text(field, value, max);
  }

  public String id(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      fail(field, REQUIRED);
      return "";
    }
    // As a part of a path, those two are no names: clients and proxies take them out.
    require(
        ID.matcher(value).matches() && !value.equals(".") && !value.equals(".."),
        field,
        "must be 1 to 64 of A-Z a-z 0-9 . _ - and not . or ..");
    return value;
  }

  /** Such as {@code first-aid}. */
  public String slug(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      fail(field, REQUIRED);
      return "";
    }
    require(
        value.length() <= MAX_SLUG_LENGTH && SLUG.matcher(value).matches(),
        field,
        "must be 1 to 40 of a-z 0-9, words joined by -");
    return value;
  }

  /**
   * Of a text, such as a cell: ASCII digits, and a point before decimals; no exponent, no thousands
   * separator, nothing that is no number.
   *
   * @return null for what is no number
   */
  public @Nullable Double number(String field, String text) {
    if (!NUMBER.matcher(text).matches()) {
      fail(field, "must be a number of digits such as 117.3421");
      return null;
    }
    return Double.valueOf(text);
  }

  public JurisdictionCode code(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      fail(field, REQUIRED);
      return NO_CODE;
    }
    try {
      return new JurisdictionCode(value);
    } catch (IllegalArgumentException e) {
      fail(field, "must be a GB/T 2260 code of 2, 4, 6, 9, 12 or 15 digits");
      return NO_CODE;
    }
  }

  /** To WGS-84 from whatever datum the place is given in; 0/0 stands for none and is refused. */
  public GeoPoint place(String field, @Nullable PlaceForm place) {
    int before = errors.size();
    GeoPoint point = position(field, place);
    require(errors.size() > before || !point.standsForNone(), field, GeoPoint.STANDS_FOR_NONE);
    return point;
  }

  public @Nullable GeoPoint optionalPlace(String field, @Nullable PlaceForm place) {
    return place == null ? null : place(field, place);
  }

  /** Of a device, which gives 0/0 when it has none. */
  public @Nullable GeoPoint optionalPosition(String field, @Nullable PlaceForm position) {
    return position == null ? null : position(field, position);
  }

  private GeoPoint position(String field, @Nullable PlaceForm place) {
    if (place == null) {
      fail(field, REQUIRED);
      return NOWHERE;
    }
    boolean latitude = degrees(field + ".latitude", place.latitude(), 90);
    boolean longitude = degrees(field + ".longitude", place.longitude(), 180);
    if (!latitude || !longitude || place.latitude() == null || place.longitude() == null) {
      return NOWHERE;
    }
    Crs crs = place.crs() == null ? Crs.WGS84 : place.crs();
    try {
      return crs.toWgs84(place.latitude(), place.longitude());
    } catch (IllegalArgumentException e) {
      fail(field, "is no place in " + crs);
      return NOWHERE;
    }
  }

  /** The result, unless a check failed before. */
  public <T> Outcome<T> outcome(Supplier<T> result) {
    return errors.isEmpty()
        ? new Outcome.Done<>(result.get())
        : new Outcome.Refused<>(new Rejection.Invalid(errors));
  }

  /** The other's result, unless a check failed before; what is wrong of both is told at once. */
  public <T> Outcome<T> outcome(Outcome<T> other) {
    if (errors.isEmpty()) {
      return other;
    }
    List<FieldError> all = new ArrayList<>(errors);
    if (other instanceof Outcome.Refused<T>(Rejection.Invalid(List<FieldError> more))) {
      all.addAll(more);
    }
    return new Outcome.Refused<>(new Rejection.Invalid(all));
  }

  private boolean degrees(String field, @Nullable Double value, int limit) {
    if (value == null) {
      fail(field, REQUIRED);
      return false;
    }
    boolean within = value >= -limit && value <= limit;
    require(within, field, "must be between -%d and %d degrees".formatted(limit, limit));
    return within;
  }
}
