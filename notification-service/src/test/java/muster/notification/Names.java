package muster.notification;

import java.util.concurrent.atomic.AtomicInteger;

/** Names that no other test uses. */
public final class Names {
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final String RUN = Long.toString(System.nanoTime() & 0xFFFFFF, 36);

  private Names() {}

  public static String team() {
    return "t-" + RUN + "-" + NEXT.incrementAndGet();
  }

  public static String volunteer() {
    return "v-" + RUN + "-" + NEXT.incrementAndGet();
  }
}
