package muster.dispatch.map;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A vector tile read byte by byte as its specification (2.1) says, so that what the encoder writes
 * is not judged by the encoder's own library.
 */
public final class DecodedTile {
  private final Map<String, Layer> layers = new LinkedHashMap<>();

  /** Points of a layer, and what is said of each. */
  public record Layer(int version, int extent, List<Feature> features) {}

  /** One point. */
  public record Feature(int x, int y, Map<String, Object> told) {
    public String text(String name) {
      return (String) Objects.requireNonNull(told.get(name), name);
    }

    public long number(String name) {
      return (Long) Objects.requireNonNull(told.get(name), name);
    }
  }

  private DecodedTile() {}

  public static DecodedTile of(byte[] tile) {
    DecodedTile decoded = new DecodedTile();
    Bytes bytes = new Bytes(tile, 0, tile.length);
    while (bytes.hasMore()) {
      long field = bytes.varint();
      if (field != (3 << 3 | 2)) {
        throw new IllegalArgumentException("a tile has layers alone, not field " + field);
      }
      decoded.layer(bytes.part());
    }
    return decoded;
  }

  public Map<String, Layer> layers() {
    return layers;
  }

  public List<Feature> features(String layer) {
    Layer found = layers.get(layer);
    return found == null ? List.of() : found.features();
  }

  private void layer(Bytes bytes) {
    String name = "";
    long version = 1;
    long extent = 4096;
    List<Bytes> features = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    while (bytes.hasMore()) {
      int field = (int) bytes.varint();
      switch (field) {
        case 1 << 3 | 2 -> name = bytes.part().text();
        case 2 << 3 | 2 -> features.add(bytes.part());
        case 3 << 3 | 2 -> keys.add(bytes.part().text());
        case 4 << 3 | 2 -> values.add(value(bytes.part()));
        case 5 << 3 -> extent = bytes.varint();
        case 15 << 3 -> version = bytes.varint();
        default -> throw new IllegalArgumentException("a layer has no field " + field);
      }
    }
    List<Feature> decoded =
        features.stream().map(feature -> feature(feature, keys, values)).toList();
    if (layers.put(name, new Layer((int) version, (int) extent, decoded)) != null) {
      throw new IllegalArgumentException("two layers are called " + name);
    }
  }

  private static Object value(Bytes bytes) {
    int field = (int) bytes.varint();
    Object value =
        switch (field) {
          case 1 << 3 | 2 -> bytes.part().text();
          case 4 << 3, 5 << 3 -> bytes.varint();
          case 6 << 3 -> zigZag(bytes.varint());
          case 7 << 3 -> bytes.varint() != 0;
          default -> throw new IllegalArgumentException("no value of ours is of field " + field);
        };
    if (bytes.hasMore()) {
      throw new IllegalArgumentException("a value has one field");
    }
    return value;
  }

  private static Feature feature(Bytes bytes, List<String> keys, List<Object> values) {
    Map<String, Object> told = new LinkedHashMap<>();
    int x = -1;
    int y = -1;
    long type = 0;
    while (bytes.hasMore()) {
      int field = (int) bytes.varint();
      switch (field) {
        case 1 << 3 -> bytes.varint(); // id
        case 2 << 3 | 2 -> {
          Bytes tags = bytes.part();
          while (tags.hasMore()) {
            told.put(keys.get((int) tags.varint()), values.get((int) tags.varint()));
          }
        }
        case 3 << 3 -> type = bytes.varint();
        case 4 << 3 | 2 -> {
          Bytes geometry = bytes.part();
          if (geometry.varint() != (1 << 3 | 1)) {
            throw new IllegalArgumentException("a point is one MoveTo of one pair");
          }
          x = (int) zigZag(geometry.varint());
          y = (int) zigZag(geometry.varint());
          if (geometry.hasMore()) {
            throw new IllegalArgumentException("a point is one MoveTo of one pair");
          }
        }
        default -> throw new IllegalArgumentException("a feature has no field " + field);
      }
    }
    if (type != 1) {
      throw new IllegalArgumentException("not a point: " + type);
    }
    return new Feature(x, y, told);
  }

  private static long zigZag(long number) {
    return (number >>> 1) ^ -(number & 1);
  }

  /** Part of a message. */
  private static final class Bytes {
    private final byte[] all;
    private final int end;
    private int at;

    Bytes(byte[] all, int from, int end) {
      this.all = all;
      this.at = from;
      this.end = end;
    }

    boolean hasMore() {
      return at < end;
    }

    long varint() {
      long number = 0;
      for (int shift = 0; ; shift += 7) {
        byte next = all[at++];
        number |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return number;
        }
      }
    }

    /** With its length before it. */
    Bytes part() {
      int length = (int) varint();
      Bytes part = new Bytes(all, at, at + length);
      at += length;
      if (at > end) {
        throw new IllegalArgumentException("a part is longer than the whole");
      }
      return part;
    }

    String text() {
      return new String(all, at, end - at, UTF_8);
    }
  }
}
