package muster.demo.exercise;

/**
 * How much goes on in an exercise.
 *
 * @param people on duty
 * @param incidentsPerHour on average; 0: only what is issued or reported by hand
 * @param seed the same people, ways and answers for the same seed, as far as the clock allows
 */
public record ExerciseSettings(int people, double incidentsPerHour, long seed) {
  public static final int USUAL_PEOPLE = 300;

  /** Each reports a position once a minute, through one gateway on one small machine. */
  public static final int MOST_PEOPLE = 1_000;

  public static final double USUAL_INCIDENTS_PER_HOUR = 6;

  /** One a minute: more would be issued than a town of this size can end. */
  public static final double MOST_INCIDENTS_PER_HOUR = 60;

  public ExerciseSettings {
    if (!takesPeople(people)) {
      throw new IllegalArgumentException("people: must be 1 to " + MOST_PEOPLE);
    }
    if (!takesIncidents(incidentsPerHour)) {
      throw new IllegalArgumentException("incidentsPerHour: must be 0 to 60");
    }
  }

  public static boolean takesPeople(int people) {
    return people >= 1 && people <= MOST_PEOPLE;
  }

  public static boolean takesIncidents(double perHour) {
    return perHour >= 0 && perHour <= MOST_INCIDENTS_PER_HOUR;
  }
}
