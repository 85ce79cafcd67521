package muster.dispatch.map;

import muster.contracts.place.GeoPoint;

/**
 * A team as the map knows it.
 *
 * @param capabilities in alphabetical order, separated by commas
 * @param onDuty how many of its members are
 * @param base where it is when nothing better is known; the map tells of it coarsely
 * @param seen the last position of any of its people on duty, which is told while it is on a task;
 *     else the base
 */
record TeamOnMap(
    String id, String name, String capabilities, int onDuty, GeoPoint base, GeoPoint seen) {
  /** 111 m from south to north: a team whose base is somebody's home is not at anybody's door. */
  private static final double COARSE_DEGREES = 0.001;

  /** 11 m, as all that is told of where teams on a task are. */
  private static final double FINE_DEGREES = 0.0001;

  /** In WGS-84, as precisely as the map may tell. */
  GeoPoint place(boolean onTask) {
    GeoPoint known = onTask ? seen : base;
    double degrees = onTask ? FINE_DEGREES : COARSE_DEGREES;
    return new GeoPoint(rounded(known.latitude(), degrees), rounded(known.longitude(), degrees));
  }

  boolean isSeen() {
    return !seen.equals(base);
  }

  TeamOnMap seenAt(GeoPoint place) {
    return new TeamOnMap(id, name, capabilities, onDuty, base, place);
  }

  TilePicture.TeamPoint at(MapTile.Step step, boolean onTask) {
    return new TilePicture.TeamPoint(step.x(), step.y(), id, name, capabilities, onDuty, onTask);
  }

  /** 90 and 180 are whole numbers of steps, so nothing is rounded off the earth. */
  private static double rounded(double angle, double degrees) {
    return Math.round(angle / degrees) * degrees;
  }
}
