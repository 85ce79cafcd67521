package muster.benchmarks.race;

/**
 * What an alert needs.
 *
 * @param people else teams
 */
record Need(int number, boolean people) {

  /** The field of an alert's request. */
  String field() {
    return people ? "peopleNeeded" : "teamsNeeded";
  }
}
