package muster.demo.command;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import muster.demo.story.Audience;
import muster.demo.story.DemoTargets;
import muster.demo.terminal.TerminalTexts;
import muster.localstack.IdentityClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A dispatcher who follows the story on the pages. The story waits until a desk is open, which
 * notification-service knows, or somebody presses Enter; but not for ever.
 */
final class BrowserAudience implements Audience {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** To find on the page what the terminal speaks of. */
  private static final Duration A_LOOK = Duration.ofSeconds(8);

  private final URI page;
  private final DemoTargets targets;
  private final TerminalTexts texts;
  private final PrintStream out;

  /**
   * @param page the address of the pages
   */
  BrowserAudience(URI page, DemoTargets targets, TerminalTexts texts, PrintStream out) {
    this.page = page;
    this.targets = targets;
    this.texts = texts;
    this.out = out;
  }

  @Override
  public void awaitArrival() {
    out.println();
    out.println(texts.get(Browsers.open(page) ? "demo.opened" : "demo.open", page));
    out.println(texts.get("demo.waits", PATIENCE.toMinutes()));
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(BETWEEN_LOOKS)
            .build()) {
      while (System.nanoTime() < end && !hasPressedEnter() && !isDeskOpen(client)) {
        pause(BETWEEN_LOOKS);
      }
    }
  }

  /** Read only where somebody can press it: with the input from elsewhere nobody does. */
  private static boolean hasPressedEnter() {
    try {
      if (System.console() == null || !System.console().isTerminal() || System.in.available() < 1) {
        return false;
      }
      return System.in.read(new byte[System.in.available()]) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isDeskOpen(HttpClient client) {
    try {
      HttpResponse<String> desks =
          client.send(
              HttpRequest.newBuilder(URI.create(targets.notifications() + "/api/desks"))
                  .timeout(Duration.ofSeconds(5))
                  .header(
                      "Authorization", "Bearer " + targets.tokens().token("dispatcher", null, null))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return desks.statusCode() == 200 && hasItems(desks.body());
    } catch (IOException | IdentityClient.Unreachable e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  static boolean hasItems(String page) {
    try {
      return !JsonMapper.shared().readTree(page).path("items").isEmpty();
    } catch (JacksonException e) {
      return false;
    }
  }

  @Override
  public void look(String what) {
    out.println("            " + what);
    pause(A_LOOK);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time); // for somebody to look
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
