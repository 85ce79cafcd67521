package muster.gateway.map;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import muster.contracts.text.TextRule;
import org.jspecify.annotations.Nullable;

/**
 * The tiles that lie under everything else.
 *
 * @param url of the tiles: a path of this origin, or an address with https; with {@code {z}},
 *     {@code {x}} and {@code {y}}, or of one file that ends in {@code .pmtiles}
 * @param datum what the tiles' coordinates refer to: the pages draw everything else so
 * @param attribution whom the map is from, as its maker wants it said
 * @param approval the map's approval number, where it has one
 */
public record MapBase(
    Kind kind,
    String url,
    Datum datum,
    String attribution,
    @Nullable String approval,
    int minZoom,
    int maxZoom) {

  /** What the tiles are made of. */
  public enum Kind {
    RASTER,
    VECTOR
  }

  /** What the tiles' coordinates refer to. */
  public enum Datum {
    WGS84,
    GCJ02
  }

  public static final int DEEPEST = 24;
  private static final int LONGEST_URL = 500;
  private static final int LONGEST_TEXT = 300;

  /**
   * A path of this origin begins with one slash: what follows two is another host. No text of it
   * ends the policy that names the host.
   */
  private static final Pattern URL =
      Pattern.compile(
          "(https://[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(?::[0-9]{1,5})?)?"
              + "/(?!/)[A-Za-z0-9._~/{}%&=?@+,-]*");

  /** What a setting is that can't be used, and why not. */
  public static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String setting;

    Unusable(String setting, String reason) {
      super(reason);
      this.setting = setting;
    }

    /** As it is called in the settings, such as {@code url}. */
    public String setting() {
      return setting;
    }
  }

  /**
   * @throws Unusable if it is none
   */
  static Kind kind(String name) throws Unusable {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "raster" -> Kind.RASTER;
      case "vector" -> Kind.VECTOR;
      default -> throw new Unusable("kind", "it is none, raster or vector.");
    };
  }

  /**
   * @throws Unusable if it is none
   */
  static Datum datum(String name) throws Unusable {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "WGS84" -> Datum.WGS84;
      case "GCJ02" -> Datum.GCJ02;
      default ->
          throw new Unusable("datum", "say what the tiles' coordinates refer to: WGS84, or GCJ02.");
    };
  }

  /**
   * The same, if it can be used.
   *
   * @throws Unusable that names the setting
   */
  MapBase checked() throws Unusable {
    if (url.length() > LONGEST_URL || !URL.matcher(url).matches()) {
      throw new Unusable(
          "url",
          "this is no address of tiles. It is a path of this origin that begins with /, or begins"
              + " with https://, such as /tiles/{z}/{x}/{y}.png.");
    }
    if (!url.endsWith(".pmtiles")
        && !(url.contains("{z}") && url.contains("{x}") && url.contains("{y}"))) {
      throw new Unusable("url", "there are no {z}, {x} and {y} in it, and it is no .pmtiles file.");
    }
    if (!isText(attribution)) {
      throw new Unusable(
          "attribution", "say in 1 to %d characters whom the map is from.".formatted(LONGEST_TEXT));
    }
    if (approval != null && !isText(approval)) {
      throw new Unusable(
          "approval", "the map's approval number has 1 to %d characters.".formatted(LONGEST_TEXT));
    }
    if (minZoom < 0 || maxZoom > DEEPEST || minZoom > maxZoom) {
      throw new Unusable(
          "maxZoom",
          "steps are from 0 to %d, and the least is not above the greatest.".formatted(DEEPEST));
    }
    return this;
  }

  /** The other host that the tiles come from; empty when they are of this origin. */
  public Optional<String> otherOrigin() {
    Matcher parts = URL.matcher(url);
    return parts.matches() ? Optional.ofNullable(parts.group(1)) : Optional.empty();
  }

  private static boolean isText(String text) {
    return TextRule.isVisible(text)
        && TextRule.isClean(text)
        && TextRule.length(text) <= LONGEST_TEXT;
  }
}
