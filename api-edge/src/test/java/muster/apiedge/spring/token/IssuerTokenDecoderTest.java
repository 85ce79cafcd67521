package muster.apiedge.spring.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import muster.apiedge.token.TokenCheck;
import muster.localstack.TokenIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Hooks;

class IssuerTokenDecoderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ExecutorService lookUps = Executors.newVirtualThreadPerTaskExecutor();
  private final TokenIssuer issuer = TokenIssuer.start();
  private final IssuerTokenDecoder decoder =
      new IssuerTokenDecoder(
          new TokenCheck(URI.create(issuer.issuer()), TokenIssuer.AUDIENCE, lookUps));
  private final String good = issuer.token("somebody", Set.of("operator"), "3203");
  private final List<Throwable> dropped = new CopyOnWriteArrayList<>();

  @BeforeEach
  void watchErrorsThatNobodyIsToldOf() {
    Hooks.onErrorDropped(dropped::add);
  }

  @AfterEach
  void stop() {
    Hooks.resetOnErrorDropped();
    issuer.close();
    lookUps.close();
  }

  /** Whose client has closed the connection before it was asked for anything. */
  private static final class Gone extends BaseSubscriber<Jwt> {
    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      cancel();
    }
  }

  @Test
  void whoeverGoesAwayDoesNotEndTheLookUpOfOthers() {
    issuer.answerKeysAfter(Duration.ofSeconds(1));
    Disposable first = decoder.decode(good).subscribe();
    CompletableFuture<Jwt> second = decoder.decode(good).toFuture();

    first.dispose();

    assertThat(second)
        .succeedsWithin(PATIENCE)
        .satisfies(token -> assertThat(token.getSubject()).isEqualTo("somebody"));
    assertThat(issuer.keysRead()).isEqualTo(1);
    assertThat(dropped).isEmpty();
  }

  @Test
  void goingAwayIsNoErrorWhicheverWayTheTokenIsChecked() {
    decoder.decode(good).subscribe(new Gone());
    assertThat(decoder.decode(good).block(PATIENCE)).as("with keys to be read").isNotNull();

    decoder.decode(good).subscribe(new Gone());
    decoder.decode("nonsense").subscribe(new Gone());
    decoder.decode(issuer.tokenOfUnknownKey("somebody", Set.of(), "3203")).subscribe(new Gone());

    assertThat(decoder.decode(good).block(PATIENCE)).as("with known keys").isNotNull();
    assertThatExceptionOfType(BadJwtException.class)
        .isThrownBy(() -> decoder.decode("nonsense").block(PATIENCE));
    assertThat(dropped).isEmpty();
  }
}
