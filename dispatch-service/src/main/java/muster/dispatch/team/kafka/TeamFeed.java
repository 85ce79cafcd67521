package muster.dispatch.team.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import muster.contracts.Event;
import muster.contracts.EventCodec;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.Topics;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.dispatch.deadletter.DeadLetters;
import muster.dispatch.team.TeamIndex;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Keeps the team index as the two compacted topics say. */
public final class TeamFeed implements AutoCloseable {
  private final TeamIndex index;
  private final EventCodec codec;
  private final DeadLetters deadLetters;
  private final List<TopicReader> readers;
  private final CompletableFuture<Void> caughtUp;
  private final long startedNanos = System.nanoTime();

  public TeamFeed(
      TeamIndex index, EventCodec codec, DeadLetters deadLetters, String bootstrapServers) {
    this.index = index;
    this.codec = codec;
    this.deadLetters = deadLetters;
    this.readers =
        List.of(
            new TopicReader(Topics.VOLUNTEER_TEAMS, bootstrapServers, this::team),
            new TopicReader(Topics.VOLUNTEER_PRESENCE, bootstrapServers, this::presence));
    this.caughtUp =
        CompletableFuture.allOf(
            readers.stream().map(TopicReader::whenCaughtUp).toArray(CompletableFuture[]::new));
  }

  void start() {
    readers.forEach(TopicReader::start);
  }

  /** Completes when the index holds all that was known when this instance started. */
  public CompletableFuture<Void> whenCaughtUp() {
    return caughtUp;
  }

  public boolean caughtUp() {
    return caughtUp.isDone();
  }

  Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  @Override
  public void close() {
    readers.forEach(TopicReader::close);
  }

  private void team(ConsumerRecord<byte[], byte[]> one) {
    apply(one, TeamSnapshot.class, index::apply, index::removeTeam);
  }

  private void presence(ConsumerRecord<byte[], byte[]> one) {
    apply(one, PresenceSnapshot.class, index::apply, index::removePresence);
  }

  private <E extends Event> void apply(
      ConsumerRecord<byte[], byte[]> one,
      Class<E> family,
      Consumer<E> snapshot,
      Consumer<String> tombstone) {
    if (one.key() == null) {
      deadLetters.bury(one, "the record has no key");
      return;
    }
    String key = new String(one.key(), UTF_8);
    if (one.value() == null) {
      tombstone.accept(key);
      return;
    }
    switch (codec.decode(family, name -> header(one, name), one.value())) {
      case Decoded.Readable<E> readable when !readable.envelope().event().key().equals(key) ->
          deadLetters.bury(one, "the key is not the one of the snapshot");
      case Decoded.Readable<E> readable -> take(one, snapshot, readable.envelope().event());
      case Decoded.Unreadable<E> unreadable -> deadLetters.bury(one, unreadable.reason());
    }
  }

  /** A snapshot that the index chokes on is a bug; it must not keep the others from coming in. */
  private <E extends Event> void take(
      ConsumerRecord<byte[], byte[]> one, Consumer<E> snapshot, E event) {
    try {
      snapshot.accept(event);
    } catch (RuntimeException e) {
      deadLetters.bury(one, e.toString());
    }
  }

  private static byte @Nullable [] header(ConsumerRecord<byte[], byte[]> one, String name) {
    Header header = one.headers().lastHeader(name);
    return header == null ? null : header.value();
  }
}
