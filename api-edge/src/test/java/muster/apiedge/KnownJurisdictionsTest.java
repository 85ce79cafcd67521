package muster.apiedge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.JurisdictionSnapshot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownJurisdictionsTest {
  private static final GeoPoint XIZHU_GATE = new GeoPoint(34.29, 117.34);

  private final KnownJurisdictions known = new KnownJurisdictions();

  private static JurisdictionCode code(String value) {
    return new JurisdictionCode(value);
  }

  private static JurisdictionSnapshot snapshot(
      String code, long version, String name, @Nullable GeoPoint location) {
    return new JurisdictionSnapshot(
        code(code),
        Instant.parse("2022-03-12T08:00:00Z"),
        version,
        name,
        code(code).parent().orElse(null),
        location);
  }

  /** Two villages 5 km apart, and a county 100 km away; the towns have no registered points. */
  @BeforeEach
  void register() {
    known.apply(snapshot("3203", 1, "Xuzhou", new GeoPoint(34.26, 117.19)));
    known.apply(snapshot("320371", 1, "Development Zone", XIZHU_GATE));
    known.apply(snapshot("320371003", 1, "Dahuangshan", null));
    known.apply(snapshot("320371003209", 1, "Xizhu", XIZHU_GATE));
    known.apply(snapshot("320371003210", 1, "Liyi", new GeoPoint(34.335, 117.34)));
    known.apply(snapshot("320382", 1, "Pizhou", new GeoPoint(34.34, 118.40)));
    known.apply(snapshot("320382100", 1, "Nowhere town", null));
  }

  private void assertRefused(Runnable check, String field, String message) {
    assertThatThrownBy(check::run)
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().type().path()).isEqualTo("/problems/validation");
              assertThat(refused.problem().detail()).isEqualTo(field + " " + message + ".");
            });
  }

  @Test
  void aCodeThatIsNotRegisteredIsRefusedWithTheNearestOneToThePlace() {
    known.becomeWhole();
    assertThatCode(() -> known.requireRegistered("jurisdiction", code("320371003209"), XIZHU_GATE))
        .doesNotThrowAnyException();
    assertRefused(
        () -> known.requireRegistered("jurisdiction", code("999999999999"), XIZHU_GATE),
        "jurisdiction",
        "is no registered jurisdiction; the nearest one is 320371003209 (Xizhu)");
    assertRefused(
        () ->
            known.requireRegistered(
                "jurisdiction", code("320371003211"), new GeoPoint(34.33, 117.34)),
        "jurisdiction",
        "is no registered jurisdiction; the nearest one is 320371003210 (Liyi)");
  }

  @Test
  void withoutAPlaceTheNearestOneIsTheParentElseTheOneMostLikeIt() {
    known.becomeWhole();
    assertRefused(
        () -> known.requireRegistered("jurisdiction", code("320371003999"), null),
        "jurisdiction",
        "is no registered jurisdiction; the nearest one is 320371003 (Dahuangshan)");
    assertRefused(
        () -> known.requireRegistered("jurisdiction", code("320382100001"), null),
        "jurisdiction",
        "is no registered jurisdiction; the nearest one is 320382100 (Nowhere town)");
    assertRefused(
        () -> known.requireRegistered("jurisdiction", code("11"), null),
        "jurisdiction",
        "is no registered jurisdiction; the nearest one is 3203 (Xuzhou)");
  }

  /** What Xuzhou's own tree is like: all levels down to villages, most of them in a row. */
  @ParameterizedTest
  @CsvSource({
    "320399, 3203 (Xuzhou)",
    "320370, 3203 (Xuzhou)",
    "320371999, 320371 (Development Zone)",
    "320371003211, 320371003 (Dahuangshan)",
    "320371003209001, 320371003209 (Xizhu)",
    "320382999999999, 320382 (Pizhou)",
    "32, 3203 (Xuzhou)",
    "3204, 3203 (Xuzhou)",
    "320401, 320371 (Development Zone)",
    "330102, 320371 (Development Zone)"
  })
  void aCodeWithAParentIsToldThatAndAnyOtherWhatItIsLike(String mistyped, String nearest) {
    known.becomeWhole();
    assertRefused(
        () -> known.requireRegistered("jurisdiction", code(mistyped), null),
        "jurisdiction",
        "is no registered jurisdiction; the nearest one is " + nearest);
    // A place that is near nothing says nothing of what was meant.
    assertRefused(
        () -> known.requireRegistered("jurisdiction", code(mistyped), new GeoPoint(36, 120)),
        "jurisdiction",
        "is no registered jurisdiction; the nearest one is " + nearest);
  }

  @ParameterizedTest
  @CsvSource({
    "320399, 3203 (徐州市)",
    "320371999, 320371 (徐州经济技术开发区)",
    "320371003299, 320371003 (大黄山街道)",
    "320371003209001, 320371003209 (西朱村委会)",
    "320382114, 320382 (邳州市)",
    "32, 3203 (徐州市)"
  })
  void soItIsInTheOfficialTreeOfXuzhou(String mistyped, String nearest) throws IOException {
    KnownJurisdictions xuzhou = new KnownJurisdictions();
    Path tree = Path.of("..", "demo", "src/main/resources/muster/demo/xuzhou/units.csv");
    try (Stream<String> lines = Files.lines(tree)) {
      lines
          .skip(1)
          .map(line -> line.split(",", -1))
          .forEach(
              unit ->
                  xuzhou.apply(
                      snapshot(
                          unit[0],
                          1,
                          unit[1],
                          new GeoPoint(Double.parseDouble(unit[4]), Double.parseDouble(unit[5])))));
    }
    xuzhou.becomeWhole();
    assertThat(xuzhou.size()).isEqualTo(3_010);
    assertRefused(
        () -> xuzhou.requireRegistered("jurisdiction", code(mistyped), null),
        "jurisdiction",
        "is no registered jurisdiction; the nearest one is " + nearest);
  }

  @Test
  void whereOnlyVillagesAreRegisteredTheirTownIsToldTheFirstOfThem() {
    known.remove("3203");
    known.remove("320371");
    known.remove("320371003");
    known.becomeWhole();
    for (String wider : List.of("320371003", "320371")) {
      assertRefused(
          () -> known.requireRegistered("jurisdiction", code(wider), null),
          "jurisdiction",
          "is no registered jurisdiction; the nearest one is 320371003209 (Xizhu)");
    }
    assertRefused(
        () -> known.requireRegistered("jurisdiction", code("320371003218"), null),
        "jurisdiction",
        "is no registered jurisdiction; the nearest one is 320371003210 (Liyi)");
    assertRefused(
        () -> known.requireRegistered("jurisdiction", code("320381"), null),
        "jurisdiction",
        "is no registered jurisdiction; the nearest one is 320382 (Pizhou)");
  }

  @Test
  void nothingIsRefusedUntilAllIsKnownAndThereIsSomething() {
    GeoPoint southPole = new GeoPoint(-90, 0);
    known.requireRegistered("jurisdiction", code("99"), southPole);
    known.requireNear("location", southPole, code("320371003209"));
    assertThat(known.findByPlace(XIZHU_GATE)).isEmpty();

    KnownJurisdictions empty = new KnownJurisdictions();
    empty.becomeWhole();
    empty.requireRegistered("jurisdiction", code("99"), southPole);
    empty.requireNear("location", southPole, code("99"));
    assertThat(empty.findByPlace(XIZHU_GATE)).isEmpty();
  }

  @Test
  void aPlaceMoreThanTwentyKilometersFromAllOfAJurisdictionIsRefused() {
    known.becomeWhole();
    GeoPoint near = new GeoPoint(34.29 + 19_900 / 111_195.0, 117.34);
    GeoPoint far = new GeoPoint(34.29 + 20_100 / 111_195.0, 117.34);
    known.requireNear("location", near, code("320371003209"));
    assertRefused(
        () -> known.requireNear("location", far, code("320371003209")),
        "location",
        "is 20 km from the nearest registered place of 320371003209; send outside: true if it is"
            + " meant");
    // Another village of the town is near enough, and so it is for all above them.
    known.requireNear("location", far, code("320371003"));
    known.requireNear("location", far, code("320371"));
    assertRefused(
        () -> known.requireNear("location", new GeoPoint(34.3, 118.4), code("320371")),
        "location",
        "is 97 km from the nearest registered place of 320371; send outside: true if it is meant");
    // Of the city, Pizhou is a part.
    known.requireNear("location", new GeoPoint(34.3, 118.4), code("3203"));
  }

  @Test
  void whereNothingIsRegisteredOfAPlaceItMayBeAnywhere() {
    known.becomeWhole();
    known.requireNear("location", new GeoPoint(0, 0), code("320382100"));
    known.requireNear("location", new GeoPoint(0, 0), code("99"));
  }

  @Test
  void aPlaceIsInTheNarrowestJurisdictionThatIsNearest() {
    known.becomeWhole();
    assertThat(known.findByPlace(XIZHU_GATE)).contains(code("320371003209"));
    assertThat(known.findByPlace(new GeoPoint(34.32, 117.35))).contains(code("320371003210"));
    assertThat(known.findByPlace(new GeoPoint(36, 120))).as("far from all").isEmpty();
  }

  @Test
  void whatIsRemovedIsNotRegisteredAndAnOlderVersionChangesNothing() {
    known.becomeWhole();
    known.apply(snapshot("320371003209", 3, "Xizhu village", XIZHU_GATE));
    known.apply(snapshot("320371003209", 2, "Xizhu", new GeoPoint(0, 0)));
    assertThat(known.findByPlace(XIZHU_GATE)).contains(code("320371003209"));
    known.remove("320371003209");
    known.remove("never-known");
    assertRefused(
        () -> known.requireRegistered("jurisdiction", code("320371003209"), XIZHU_GATE),
        "jurisdiction",
        "is no registered jurisdiction; the nearest one is 320371003210 (Liyi)");
    assertThat(known.size()).isEqualTo(6);
  }
}
