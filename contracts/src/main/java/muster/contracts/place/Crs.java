package muster.contracts.place;

/**
 * The datum a coordinate was given in. Chinese map products shift coordinates: the same numbers
 * read in another datum name a place 300 to 700 metres away, so every coordinate at the edge
 * declares its datum and is converted to {@link GeoPoint} there.
 *
 * <p>The formulas are the widely published approximations of the GCJ-02 obfuscation (e.g. the
 * {@code eviltransform} and {@code coordtransform} projects, MIT); the inverse is iterated to below
 * a centimetre. No maintained JVM library offers them under a usable licence.
 */
public enum Crs {
  /** GPS and every other GNSS receiver. */
  WGS84 {
    @Override
    public GeoPoint toWgs84(double latitude, double longitude) {
      return new GeoPoint(latitude, longitude);
    }

    @Override
    public GeoPoint fromWgs84(GeoPoint point) {
      return point;
    }
  },
  /** China's public maps: Amap, Tencent. */
  GCJ02 {
    @Override
    public GeoPoint toWgs84(double latitude, double longitude) {
      return unshift(new GeoPoint(latitude, longitude));
    }

    @Override
    public GeoPoint fromWgs84(GeoPoint point) {
      return shift(point);
    }
  },
  /** Baidu Maps; like GCJ-02, WGS-84 itself outside mainland China's bounding box. */
  BD09 {
    @Override
    public GeoPoint toWgs84(double latitude, double longitude) {
      GeoPoint given = new GeoPoint(latitude, longitude);
      if (isOutsideChina(given)) {
        return given;
      }
      double x = given.longitude() - 0.0065;
      double y = given.latitude() - 0.006;
      double z = Math.sqrt(x * x + y * y) - 0.00002 * Math.sin(y * BAIDU_PI);
      double theta = Math.atan2(y, x) - 0.000003 * Math.cos(x * BAIDU_PI);
      return unshift(new GeoPoint(z * Math.sin(theta), z * Math.cos(theta)));
    }

    @Override
    public GeoPoint fromWgs84(GeoPoint point) {
      if (isOutsideChina(point)) {
        return point;
      }
      GeoPoint gcj = shift(point);
      double x = gcj.longitude();
      double y = gcj.latitude();
      double z = Math.sqrt(x * x + y * y) + 0.00002 * Math.sin(y * BAIDU_PI);
      double theta = Math.atan2(y, x) + 0.000003 * Math.cos(x * BAIDU_PI);
      return new GeoPoint(z * Math.sin(theta) + 0.006, z * Math.cos(theta) + 0.0065);
    }
  };

  private static final double BAIDU_PI = Math.PI * 3000.0 / 180.0;

  /** Krasovsky 1940 ellipsoid, the one the shift is defined on. */
  private static final double SEMI_MAJOR_AXIS = 6378245.0;

  private static final double ECCENTRICITY_SQUARED = 0.00669342162296594323;

  /**
   * @throws IllegalArgumentException if the numbers are no coordinate
   */
  public abstract GeoPoint toWgs84(double latitude, double longitude);

  /**
   * The same place as this datum's maps have it: its numbers, which stand in a {@link GeoPoint} for
   * want of another pair and are no WGS-84 any more. What {@link #toWgs84} makes of them is within
   * a metre of the point.
   */
  public abstract GeoPoint fromWgs84(GeoPoint point);

  /** WGS-84 to GCJ-02; outside mainland China's bounding box the point is returned unchanged. */
  static GeoPoint shift(GeoPoint wgs) {
    double latitude = wgs.latitude();
    double longitude = wgs.longitude();
    if (isOutsideChina(wgs)) {
      return wgs;
    }
    double x = longitude - 105.0;
    double y = latitude - 35.0;
    double root = Math.sqrt(Math.abs(x));
    double wave = (20.0 * Math.sin(6.0 * x * Math.PI) + 20.0 * Math.sin(2.0 * x * Math.PI)) * 2 / 3;
    double dLat = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + wave;
    dLat += (20.0 * Math.sin(y * Math.PI) + 40.0 * Math.sin(y / 3.0 * Math.PI)) * 2 / 3;
    dLat += (160.0 * Math.sin(y / 12.0 * Math.PI) + 320 * Math.sin(y * Math.PI / 30.0)) * 2 / 3;
    double dLon = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + wave;
    dLon += (20.0 * Math.sin(x * Math.PI) + 40.0 * Math.sin(x / 3.0 * Math.PI)) * 2 / 3;
    dLon += (150.0 * Math.sin(x / 12.0 * Math.PI) + 300.0 * Math.sin(x / 30.0 * Math.PI)) * 2 / 3;
    double phi = Math.toRadians(latitude);
    double magic = 1 - ECCENTRICITY_SQUARED * Math.sin(phi) * Math.sin(phi);
    double meridian =
        SEMI_MAJOR_AXIS * (1 - ECCENTRICITY_SQUARED) / (magic * Math.sqrt(magic)) * Math.PI / 180.0;
    double parallel = SEMI_MAJOR_AXIS / Math.sqrt(magic) * Math.cos(phi) * Math.PI / 180.0;
    return new GeoPoint(latitude + dLat / meridian, longitude + dLon / parallel);
  }

  private static boolean isOutsideChina(GeoPoint point) {
    return point.longitude() < 72.004
        || point.longitude() > 137.8347
        || point.latitude() < 0.8293
        || point.latitude() > 55.8271;
  }

  /** GCJ-02 to WGS-84: the shift has no closed inverse, so fixed-point iteration. */
  private static GeoPoint unshift(GeoPoint gcj) {
    double latitude = gcj.latitude();
    double longitude = gcj.longitude();
    for (int i = 0; i < 10; i++) {
      GeoPoint shifted = shift(new GeoPoint(latitude, longitude));
      double dLat = shifted.latitude() - gcj.latitude();
      double dLon = shifted.longitude() - gcj.longitude();
      latitude -= dLat;
      longitude -= dLon;
      if (Math.abs(dLat) < 1e-9 && Math.abs(dLon) < 1e-9) {
        break;
      }
    }
    return new GeoPoint(latitude, longitude);
  }
}
