package muster.systemtests;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import muster.contracts.place.GeoPoint;
import muster.localstack.LocalStack;
import muster.localstack.Part;

/** The running stack, and the people of its command center. */
final class StackUnderTest {
  /** Xizhu, Dahuangshan, Economic Development Zone. */
  static final String XIZHU = "320371003209";

  static final String XUZHOU = "3203";

  private final LocalStack stack;
  private final long memoryAtStart;
  private final AtomicInteger places = new AtomicInteger();
  private boolean clockMoved;

  StackUnderTest(LocalStack stack) {
    this.stack = stack;
    // Whatever starts a stack comes on top: here the JVM of all tests, which is no launcher.
    Map<String, Long> bytes = stack.residentBytes();
    this.memoryAtStart =
        stack.parts().stream().mapToLong(part -> bytes.getOrDefault(part.module(), 0L)).sum();
  }

  /** In bytes, of all processes when they had just started. */
  long memoryAtStart() {
    return memoryAtStart;
  }

  LocalStack stack() {
    return stack;
  }

  String dispatch() {
    return stack.dispatchUrl().toString();
  }

  String volunteers() {
    return stack.volunteerUrl().toString();
  }

  String reports() {
    return stack.reportUrl().toString();
  }

  String notifications() {
    return stack.notificationUrl().toString();
  }

  Person dispatcher() {
    return person("zhang.dispatcher", "dispatcher", XUZHOU);
  }

  Person officer() {
    return person("li.officer", "officer", "320371");
  }

  Person operator() {
    return person("wang.operator", "operator", XUZHOU);
  }

  Person reporter() {
    return person("villager", "reporter", XIZHU);
  }

  Person person(String account, String role, String jurisdiction) {
    return new Person(account, stack.token(account, Set.of(role), jurisdiction));
  }

  /** A place for one story, too far from all others for any wave to reach them. */
  StorySetting newSetting() {
    int place = places.getAndIncrement();
    return new StorySetting(
        this, place, new GeoPoint(20 + (place / 40) * 0.7, 80 + (place % 40) * 0.8));
  }

  /** Moves the clock that deadlines go by. Seen from there, all positions grow old. */
  void fastForward(Duration time) {
    clockMoved = true;
    dispatcher().post(dispatch() + "/test/clock", Map.of("advance", time.toString())).expect(200);
  }

  /** Back to the real time, for stories in which positions have to be fresh. */
  void resetClock() {
    if (clockMoved) {
      stack.restartService(Part.DISPATCH);
      clockMoved = false;
    }
  }

  void close() {
    stack.close();
  }
}
