package muster.contracts.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CrsTest {

  /**
   * Reference values published with other implementations of the same approximation. The first
   * column names the place.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Shanghai (eviltransform), 31.1774276, 121.5272106, 31.17530398364597, 121.531541859215",
    "Shenzhen (eviltransform), 22.543847, 113.912316, 22.540796131694766, 113.9171764808363",
    "Beijing (eviltransform),  39.911954, 116.377817, 39.91334545536069, 116.38404722455657"
  })
  void theShiftGivesThePublishedValues(
      String place, double wgsLat, double wgsLon, double gcjLat, double gcjLon) {
    GeoPoint published = new GeoPoint(gcjLat, gcjLon);
    assertThat(Crs.shift(new GeoPoint(wgsLat, wgsLon)).distanceMeters(published)).isLessThan(0.1);
    assertThat(Crs.GCJ02.toWgs84(gcjLat, gcjLon).distanceMeters(new GeoPoint(wgsLat, wgsLon)))
        .isLessThan(0.1);
  }

  /**
   * coordtransform's own example: BD-09 (116.404, 39.915) is GCJ-02 (116.39762..., 39.90865...).
   */
  @Test
  void aBaiduCoordinateIsTheGcj02CoordinateThatThePublishedExampleNames() {
    GeoPoint fromBaidu = Crs.BD09.toWgs84(39.915, 116.404);
    GeoPoint fromGcj = Crs.GCJ02.toWgs84(39.90865673957631, 116.39762729119315);
    assertThat(fromBaidu.distanceMeters(fromGcj)).isLessThan(0.5);
  }

  @Test
  void inXuzhouAMistakenDatumWouldBeAnErrorOfHundredsOfMetres() {
    GeoPoint xizhu = new GeoPoint(34.2921, 117.3392);
    assertThat(Crs.GCJ02.toWgs84(34.2921, 117.3392).distanceMeters(xizhu)).isBetween(300.0, 700.0);
    assertThat(Crs.BD09.toWgs84(34.2921, 117.3392).distanceMeters(xizhu)).isBetween(700.0, 1500.0);
  }

  @Property(tries = 500)
  void whatWasShiftedComesBackWithinTenCentimetres(
      @ForAll @DoubleRange(min = 18.2, max = 53.5) double latitude,
      @ForAll @DoubleRange(min = 73.6, max = 135.0) double longitude) {
    GeoPoint wgs = new GeoPoint(latitude, longitude);
    GeoPoint gcj = Crs.shift(wgs);
    assertThat(Crs.GCJ02.toWgs84(gcj.latitude(), gcj.longitude()).distanceMeters(wgs))
        .isLessThan(0.1);
  }

  @Property(tries = 500)
  void whatBaiduShiftedComesBackWithinAMetre(
      @ForAll @DoubleRange(min = 18.2, max = 53.5) double latitude,
      @ForAll @DoubleRange(min = 73.6, max = 135.0) double longitude) {
    GeoPoint wgs = new GeoPoint(latitude, longitude);
    GeoPoint gcj = Crs.shift(wgs);
    // Baidu's published forward step; its inverse is itself an approximation.
    double x = gcj.longitude();
    double y = gcj.latitude();
    double pi = Math.PI * 3000.0 / 180.0;
    double z = Math.sqrt(x * x + y * y) + 0.00002 * Math.sin(y * pi);
    double theta = Math.atan2(y, x) + 0.000003 * Math.cos(x * pi);
    GeoPoint back = Crs.BD09.toWgs84(z * Math.sin(theta) + 0.006, z * Math.cos(theta) + 0.0065);
    assertThat(back.distanceMeters(wgs)).isLessThan(1.0);
  }

  @Property(tries = 500)
  void whatIsGivenOutInADatumIsTakenBackFromItWithinAMetre(
      @ForAll @DoubleRange(min = 18.2, max = 53.5) double latitude,
      @ForAll @DoubleRange(min = 73.6, max = 135.0) double longitude,
      @ForAll Crs crs) {
    GeoPoint wgs = new GeoPoint(latitude, longitude);
    GeoPoint given = crs.fromWgs84(wgs);
    assertThat(crs.toWgs84(given.latitude(), given.longitude()).distanceMeters(wgs))
        .isLessThan(1.0);
  }

  /** The example that coordtransform publishes, in its own direction. */
  @Test
  void whatIsGivenOutForBaiduIsThePublishedExample() {
    GeoPoint wgs = Crs.GCJ02.toWgs84(39.90865673957631, 116.39762729119315);
    assertThat(Crs.BD09.fromWgs84(wgs).distanceMeters(new GeoPoint(39.915, 116.404)))
        .isLessThan(0.5);
    assertThat(Crs.WGS84.fromWgs84(wgs)).isEqualTo(wgs);
  }

  @ParameterizedTest
  @EnumSource
  void outsideChinaNothingIsShiftedOnItsWayOut(Crs crs) {
    GeoPoint london = new GeoPoint(51.5007, -0.1246);
    assertThat(crs.fromWgs84(london)).isEqualTo(london);
  }

  @ParameterizedTest
  @CsvSource({"51.5007,-0.1246", "-33.8568,151.2153", "35.6586,139.7454", "40.6892,-74.0445"})
  void outsideChinaThereIsNoShift(double latitude, double longitude) {
    assertThat(Crs.GCJ02.toWgs84(latitude, longitude))
        .isEqualTo(new GeoPoint(latitude, longitude))
        .isEqualTo(Crs.WGS84.toWgs84(latitude, longitude));
  }

  @ParameterizedTest
  @EnumSource
  void numbersThatAreNoCoordinateAreRefusedInEveryDatum(Crs crs) {
    assertThatIllegalArgumentException().isThrownBy(() -> crs.toWgs84(117.2, 34.2));
    assertThatIllegalArgumentException().isThrownBy(() -> crs.toWgs84(34.2, 181));
    assertThatIllegalArgumentException().isThrownBy(() -> crs.toWgs84(Double.NaN, 117.2));
  }

  @Property(tries = 500)
  void anyCoordinateOnEarthHasAnAnswerInEveryDatum(
      @ForAll @DoubleRange(min = -90, max = 90) double latitude,
      @ForAll @DoubleRange(min = -180, max = 180) double longitude,
      @ForAll Crs crs) {
    assertThat(crs.toWgs84(latitude, longitude).distanceMeters(new GeoPoint(latitude, longitude)))
        .isLessThan(5_000);
  }

  @ParameterizedTest
  @CsvSource({"90,0", "-90,0", "0,180", "0,-180", "-90,-180", "90,180", "0,0", "-89.9999,0.001"})
  void theEdgesOfTheEarthHaveAnAnswerInEveryDatum(double latitude, double longitude) {
    for (Crs crs : Crs.values()) {
      assertThat(crs.toWgs84(latitude, longitude)).isNotNull();
    }
  }
}
