package muster.contracts.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import muster.contracts.place.GeoPoint;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class NearbyAlertsTest {
  private static final GeoPoint XIZHU = new GeoPoint(34.2925, 117.3391);

  private static GeoPoint north(double meters) {
    return new GeoPoint(
        XIZHU.latitude() + Math.toDegrees(meters / GeoPoint.EARTH_RADIUS_METERS),
        XIZHU.longitude());
  }

  @Test
  void aDistanceIsRoundedToTenMetersAndWhatIsFartherThanAKilometerIsNotNear() {
    assertThat(NearbyAlerts.distanceMeters(XIZHU, XIZHU)).hasValue(0);
    assertThat(NearbyAlerts.distanceMeters(XIZHU, north(4))).hasValue(0);
    assertThat(NearbyAlerts.distanceMeters(XIZHU, north(6))).hasValue(10);
    assertThat(NearbyAlerts.distanceMeters(XIZHU, north(999))).hasValue(1_000);
    assertThat(NearbyAlerts.distanceMeters(XIZHU, north(1_001))).isEmpty();
  }

  /** Anywhere in the country and beyond. */
  @Property
  void whatIsNearLiesInTheBox(
      @ForAll @DoubleRange(min = -60, max = 60) double latitude,
      @ForAll @DoubleRange(min = -170, max = 170) double longitude,
      @ForAll @DoubleRange(min = -0.02, max = 0.02) double northward,
      @ForAll @DoubleRange(min = -0.02, max = 0.02) double eastward) {
    GeoPoint place = new GeoPoint(latitude, longitude);
    GeoPoint other = new GeoPoint(latitude + northward, longitude + eastward);
    NearbyAlerts.Box box = NearbyAlerts.around(place);
    boolean inside =
        other.latitude() >= box.south()
            && other.latitude() <= box.north()
            && other.longitude() >= box.west()
            && other.longitude() <= box.east();
    assertThat(inside || NearbyAlerts.distanceMeters(place, other).isEmpty()).isTrue();
  }
}
