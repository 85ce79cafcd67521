package muster.apiedge.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShortLinesTest {
  private static final int MOST = 4 * 1024;

  private static String laidOut(String message, @Nullable Throwable fault) {
    LoggerContext context = new LoggerContext();
    ShortLines layout = new ShortLines();
    layout.setContext(context);
    layout.setPattern("%level %msg%n%ex");
    layout.start();
    return layout.doLayout(
        new LoggingEvent("here", context.getLogger("a"), Level.WARN, message, fault, null));
  }

  private static int longest(String text) {
    return text.lines()
        .mapToInt(line -> line.getBytes(StandardCharsets.UTF_8).length)
        .max()
        .orElse(0);
  }

  @Test
  void whatIsShortStaysAsItIs() {
    assertThat(laidOut("hello", null)).isEqualTo("WARN hello" + System.lineSeparator());
  }

  @Test
  void aLineEndsBeforeFourKilobytesInAnyAlphabet() {
    for (String letter : new String[] {"a", "é", "徐", "🚒"}) {
      String text = laidOut(letter.repeat(100_000), null);

      assertThat(longest(text)).isLessThan(MOST).isGreaterThan(MOST - 200);
      assertThat(text).endsWith(" [cut]" + System.lineSeparator()).doesNotContain("?");
    }
  }

  @Test
  void theMessageOfAnExceptionIsCutAndItsTraceStays() {
    String text = laidOut("failed", new IllegalStateException("x".repeat(100_000)));

    assertThat(longest(text)).isLessThan(MOST);
    assertThat(text).contains("\tat muster.apiedge.log.ShortLinesTest");
  }

  @Test
  void anEventOfManyLinesEnds() {
    assertThat(laidOut("x\n".repeat(5_000), null).lines().count())
        .isLessThanOrEqualTo(ShortLines.EVENT_LINES + 1);
  }
}
