package muster.apiedge.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import muster.localstack.FreePorts;
import muster.localstack.TokenIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a real issuer over HTTP. The shapes of tokens are tried by ServerTest. */
class TokenCheckTest {
  private final ExecutorService lookUps = Executors.newVirtualThreadPerTaskExecutor();
  private final TokenIssuer issuer = TokenIssuer.start();
  private final TokenCheck check = check(issuer.issuer());

  @AfterEach
  void stop() {
    issuer.close();
    lookUps.close();
  }

  private TokenCheck check(String at) {
    return new TokenCheck(URI.create(at), TokenIssuer.AUDIENCE, lookUps);
  }

  private String good() {
    return issuer.token("somebody", Set.of("operator"), "3203");
  }

  private String unknown() {
    return issuer.tokenOfUnknownKey("somebody", Set.of("operator"), "3203");
  }

  private static Throwable fault(TokenCheck check, String token) {
    Throwable thrown = catchThrowable(() -> check.check(token).toCompletableFuture().join());
    return thrown instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : thrown;
  }

  @Test
  void manyWhoWaitShareOneLookUpAndNobodysThreadWaits() {
    String token = good();
    issuer.answerKeysAfter(Duration.ofSeconds(1));
    List<CompletableFuture<?>> waiting = new ArrayList<>();
    long begun = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      waiting.add(check.check(token).toCompletableFuture());
    }
    assertThat(waiting.getFirst()).isNotDone();
    waiting.forEach(CompletableFuture::join);

    assertThat(issuer.keysRead()).isEqualTo(1);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void unknownKeysAskAtMostOnceInFiveSecondsAndGoodTokensDoNotWait() {
    assertThat(check.check(good()).toCompletableFuture().join()).isNotNull();
    for (int i = 0; i < 50; i++) {
      assertThat(fault(check, unknown())).isInstanceOf(BadTokenException.class);
    }
    assertThat(issuer.keysRead()).isEqualTo(1);

    issuer.answerKeysAfter(Duration.ofSeconds(1));
    await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(IssuerKeys.UNKNOWN_KEY_PAUSE.plusSeconds(5))
        .until(
            () -> {
              CompletableFuture<?> bad = check.check(unknown()).toCompletableFuture();
              assertThat(check.check(good()).toCompletableFuture()).isCompleted();
              return !bad.isDone();
            });
    assertThat(fault(check, unknown())).isInstanceOf(BadTokenException.class);
    assertThat(issuer.keysRead()).isEqualTo(2);
  }

  @Test
  void whatOneTokenWasFoundToBeSaysNothingOfAnother() {
    String token = good();
    assertThat(fault(check, token)).isNull();
    assertThat(fault(check, token)).isNull();
    String[] parts = token.split("\\.");
    String[] others = issuer.token("somebody", Set.of("dispatcher"), "3203").split("\\.");
    assertThat(fault(check, parts[0] + "." + others[1] + "." + parts[2]))
        .isInstanceOf(BadTokenException.class);
    assertThat(fault(check, parts[0] + "." + parts[1] + "." + others[2]))
        .isInstanceOf(BadTokenException.class);
    assertThat(fault(check, token)).isNull();
  }

  @Test
  void whatCannotBeGoodAsksNobody() {
    assertThat(fault(check, issuer.tokenOfAnotherIssuer("a", Set.of(), "3203")))
        .isInstanceOf(BadTokenException.class);
    assertThat(fault(check, "nonsense")).isInstanceOf(BadTokenException.class);
    assertThat(fault(check, "")).isInstanceOf(BadTokenException.class);
    assertThat(issuer.keysRead()).isZero();
  }

  @Test
  void whileTheIssuerIsAwayItFailsFastAndComesBackByItself() {
    int port = FreePorts.next();
    TokenCheck early = check("http://localhost:" + port);
    String token =
        issuer.tokenWithClaims(Map.of("sub", "somebody", "iss", "http://localhost:" + port));

    assertThat(fault(early, token)).isInstanceOf(IssuerUnavailableException.class);
    long begun = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      assertThat(fault(early, token)).isInstanceOf(IssuerUnavailableException.class);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void keysThatAreKnownServeWhileTheIssuerIsAway() {
    assertThat(check.check(good()).toCompletableFuture().join()).isNotNull();
    String token = good();
    issuer.close();

    assertThat(check.check(token).toCompletableFuture().join()).isNotNull();
    await()
        .atMost(IssuerKeys.UNKNOWN_KEY_PAUSE.plusSeconds(5))
        .until(() -> fault(check, unknown()) instanceof IssuerUnavailableException);
    assertThat(check.check(token).toCompletableFuture().join()).isNotNull();
  }
}
