package muster.demo.exercise;

import java.util.List;
import java.util.random.RandomGenerator;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.Outcome;
import muster.contracts.dispatch.Severity;

/**
 * What happens in the town, about as often as the programmes tell of it: mostly thefts and fraud,
 * seldom a life at stake. Of each kind the town has {@value #VARIANTS} ways to tell it.
 */
enum IncidentKind {
  THEFT(Category.THEFT, Severity.MODERATE, 6, Outcome.FOUND, Outcome.FOUND, Outcome.NOT_FOUND),
  FRAUD_WARNING(
      Category.FRAUD_WARNING, Severity.MODERATE, 4, Outcome.PREVENTED, Outcome.FALSE_ALARM),
  BRAWL(Category.BRAWL, Severity.SEVERE, 2, Outcome.PREVENTED, Outcome.HANDED_OVER),
  MISSING_PERSON(
      Category.MISSING_PERSON, Severity.SEVERE, 2, Outcome.FOUND, Outcome.FOUND, Outcome.NOT_FOUND),
  FIRE_HAZARD(Category.FIRE_HAZARD, Severity.MODERATE, 2, Outcome.PREVENTED, Outcome.FALSE_ALARM),
  CROWD(Category.CROWD, Severity.MINOR, 1, Outcome.PREVENTED),
  OTHER(Category.OTHER, Severity.MINOR, 2, Outcome.HANDED_OVER, Outcome.FALSE_ALARM),
  DROWNING(Category.DROWNING, Severity.EXTREME, 1, Outcome.PREVENTED, Outcome.HANDED_OVER);

  static final int VARIANTS = 2;

  private static final int ALL =
      java.util.Arrays.stream(values()).mapToInt(kind -> kind.weight).sum();

  private final Category category;
  private final Severity severity;
  private final int weight;
  private final List<Outcome> outcomes;

  IncidentKind(Category category, Severity severity, int weight, Outcome... outcomes) {
    this.category = category;
    this.severity = severity;
    this.weight = weight;
    this.outcomes = List.of(outcomes);
  }

  static IncidentKind next(RandomGenerator random) {
    int point = random.nextInt(ALL);
    for (IncidentKind kind : values()) {
      point -= kind.weight;
      if (point < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("the weights are less than their sum");
  }

  static IncidentKind of(String category) {
    return valueOf(category);
  }

  Category category() {
    return category;
  }

  Severity severity() {
    return severity;
  }

  /** How it may end once people are there. */
  Outcome outcome(RandomGenerator random) {
    return outcomes.get(random.nextInt(outcomes.size()));
  }

  /** Of one way to tell it. */
  String key(int variant, String what) {
    return "incident." + name() + "." + variant + "." + what;
  }
}
