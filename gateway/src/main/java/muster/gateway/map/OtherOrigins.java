package muster.gateway.map;

import java.util.Optional;

/**
 * What the pages may ask for beside this origin.
 *
 * @param ofTiles scheme and host of the map's tiles; empty for none
 */
public record OtherOrigins(Optional<String> ofTiles) {
  /** As the sources of a content policy go on, such as {@code " https://tiles.example.org"}. */
  public String inPolicy() {
    return ofTiles.map(origin -> " " + origin).orElse("");
  }
}
