package muster.notification.stream.http;

import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import muster.notification.stream.OpenStreams;

/** When the service stops, clients are told when to come back, and their streams end in order. */
@Singleton
final class StreamShutdown implements GracefulShutdownCapable {
  private static final Duration SHORT = Duration.ofMillis(300);

  private final OpenStreams streams;

  StreamShutdown(OpenStreams streams) {
    this.streams = streams;
  }

  @Override
  public CompletionStage<?> shutdownGracefully() {
    streams.closeAll();
    // The goodbyes are on their way; the server itself waits for its connections.
    return CompletableFuture.runAsync(
        () -> {}, CompletableFuture.delayedExecutor(SHORT.toMillis(), TimeUnit.MILLISECONDS));
  }
}
