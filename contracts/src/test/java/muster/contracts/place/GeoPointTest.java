package muster.contracts.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeoPointTest {
  private static final double HALF_EQUATOR = Math.PI * GeoPoint.EARTH_RADIUS_METERS;

  @ParameterizedTest
  @CsvSource({"90.0000001,0", "-90.0000001,0", "NaN,0", "Infinity,0", "-Infinity,0"})
  void aLatitudeBeyondThePolesIsRefused(double latitude, double longitude) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GeoPoint(latitude, longitude))
        .withMessageContaining("latitude");
  }

  @ParameterizedTest
  @CsvSource({"0,180.0000001", "0,-180.0000001", "0,NaN", "0,Infinity", "0,-Infinity"})
  void aLongitudeBeyondTheDateLineIsRefused(double latitude, double longitude) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GeoPoint(latitude, longitude))
        .withMessageContaining("longitude");
  }

  @ParameterizedTest
  @CsvSource({"90,180", "-90,-180", "90,-180", "-90,180", "0,0"})
  void theEdgesThemselvesAreCoordinates(double latitude, double longitude) {
    assertThat(new GeoPoint(latitude, longitude).latitude()).isEqualTo(latitude);
  }

  /** 0.0009 degrees are 100.08 m. */
  @ParameterizedTest
  @CsvSource({
    "0,0,true",
    "-0.0,0,true",
    "0.00089,0,true",
    "0,-0.00089,true",
    "0.0006,0.0006,true",
    "0.0009,0,false",
    "0,0.0009,false",
    "0.0007,-0.0007,false",
    "0,117.3,false",
    "34.3,0,false",
    "0,180,false"
  })
  void aroundZeroZeroIsNoPlace(double latitude, double longitude, boolean none) {
    assertThat(new GeoPoint(latitude, longitude).standsForNone()).isEqualTo(none);
  }

  @Test
  void oneDegreeOfLatitudeIsRoughly111Kilometres() {
    assertThat(new GeoPoint(34, 117).distanceMeters(new GeoPoint(35, 117)))
        .isCloseTo(GeoPoint.EARTH_RADIUS_METERS * Math.PI / 180, within(0.001));
  }

  @Test
  void acrossTheDateLineIsTheShortWay() {
    assertThat(new GeoPoint(0, 179.5).distanceMeters(new GeoPoint(0, -179.5)))
        .isCloseTo(GeoPoint.EARTH_RADIUS_METERS * Math.PI / 180, within(0.001));
  }

  @Test
  void antipodesAreHalfTheCircumferenceApart() {
    assertThat(new GeoPoint(34.2, 117.2).distanceMeters(new GeoPoint(-34.2, -62.8)))
        .isCloseTo(HALF_EQUATOR, within(1.0));
  }

  @Property(tries = 300)
  void theWayThereIsAsLongAsTheWayBackAndNeverLongerThanHalfTheEquator(
      @ForAll @DoubleRange(min = -90, max = 90) double lat1,
      @ForAll @DoubleRange(min = -180, max = 180) double lon1,
      @ForAll @DoubleRange(min = -90, max = 90) double lat2,
      @ForAll @DoubleRange(min = -180, max = 180) double lon2) {
    GeoPoint a = new GeoPoint(lat1, lon1);
    GeoPoint b = new GeoPoint(lat2, lon2);
    assertThat(a.distanceMeters(b))
        .isBetween(0.0, HALF_EQUATOR)
        .isCloseTo(b.distanceMeters(a), within(1e-6));
    assertThat(a.distanceMeters(a)).isZero();
  }
}
