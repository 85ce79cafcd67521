package muster.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import muster.contracts.EventCodec;
import muster.contracts.EventEnvelope;
import muster.contracts.notification.DeskEvent;
import muster.contracts.place.JurisdictionCode;
import muster.notification.Incident;
import muster.notification.stream.http.JsonFrames;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {
  private static final Instant NOW = Instant.parse("2022-03-12T08:00:00Z");

  private final StreamSettings settings = settings(3, 2, 4, 2_000);
  private final Frames frames = new JsonFrames(new EventCodec());
  private final RecentEvents recent =
      new RecentEvents(new AlertBoard(10), new EventHistory(10, 1 << 20, Position.start(1)));
  private final LiveStreams liveStreams = new LiveStreams(new OneTeam());
  private final Distribution distribution =
      new Distribution(recent, liveStreams, frames, offered -> {});
  private final OpenStreams streams =
      new OpenStreams(settings, liveStreams, distribution, frames, () -> 0.5);
  private long offset;

  @Test
  void thereAreAsManyPlacesAsTheSettingsSay() {
    for (int i = 0; i < 3; i++) {
      assertThat(streams.open(new Viewer.Member("v-" + i), NOW)).isPresent();
    }
    assertThat(streams.open(new Viewer.Member("v-3"), NOW)).isEmpty();
    assertThat(streams.count()).isEqualTo(3);
  }

  @Test
  void anAccountThatReplacesItsOwnStreamNeedsNoFreePlace() {
    OpenStream oldest = open("v-0");
    open("v-0");
    open("v-1");
    assertThat(streams.open(new Viewer.Member("v-0"), NOW)).isPresent();
    assertThat(oldest.end()).contains(StreamEnd.REPLACED);
    assertThat(streams.count()).isEqualTo(3);
  }

  @Test
  void aClosedStreamGivesItsPlaceBackOnce() {
    OpenStream stream = open("v-0");
    streams.closed(stream);
    streams.closed(stream);
    assertThat(streams.count()).isZero();
    assertThat(stream.end()).contains(StreamEnd.CLIENT_LEFT);
  }

  @Test
  void aStreamEndsWhenItsTokenDoes() {
    OpenStream stream = streams.open(new Viewer.Member("v-0"), NOW.plusSeconds(60)).orElseThrow();
    tickAll(NOW.plusSeconds(59));
    assertThat(stream.end()).isEmpty();
    streams.tick(NOW.plusSeconds(60));
    assertThat(stream.end()).as("at once, whosever turn it is").contains(StreamEnd.TOKEN_EXPIRED);
    assertThat(texts(stream)).last().isEqualTo("retry: 100\n: token-expired\n\n");
  }

  @Test
  void whenTheServiceStopsEverybodyIsToldAndNobodyNewComesIn() {
    OpenStream stream = open("v-0");
    streams.closeAll();
    assertThat(texts(stream)).containsExactly("retry: 2000\n: going-away\n\n");
    assertThat(stream.drained()).isTrue();
    assertThat(streams.open(new Viewer.Member("v-1"), NOW)).isEmpty();
  }

  @Test
  void theFrameBeyondTheBufferCutsALiveStreamOff() throws Exception {
    OpenStream stream = live("v-1");
    Incident incident = new Incident("3203");
    UUID task = UUID.randomUUID();
    accept(incident.issued().offered(task, "t-1"));
    texts(stream);
    // The settings allow 2000 bytes, and a frame of this alert has between 600 and 1000.
    accept(incident.updated("one").updated("two"));
    assertThat(stream.end()).isEmpty();
    accept(incident.updated("three").updated("four").updated("five"));
    assertThat(stream.end()).contains(StreamEnd.TOO_SLOW);
    assertThat(stream.take()).as("nothing more is sent").isNull();
  }

  private static EventEnvelope<DeskEvent> desk(String jurisdiction) {
    return new EventEnvelope<>(
        UUID.randomUUID(),
        "/notification-service",
        0,
        null,
        new DeskEvent.DeskGone(
            UUID.randomUUID(), NOW, "zhang", "Zhang", new JurisdictionCode(jurisdiction)));
  }

  private OpenStream openDesk(String account) {
    return streams
        .open(
            new Viewer.Operator(
                account,
                new JurisdictionCode("3203"),
                List.of(),
                Optional.empty(),
                Optional.empty()),
            NOW)
        .orElseThrow();
  }

  /** Nothing is read again for it, so whoever has opened the stream is told from then on. */
  @Test
  void aDeskIsToldWithoutAPositionAlsoWhereAStreamStillCatchesUp() {
    OpenStream catchingUp = openDesk("o-1");
    OpenStream member = open("v-1");
    for (int i = 0; i < 6; i++) {
      streams.tell(desk("320371"));
    }
    streams.tell(desk("3204"));
    assertThat(texts(catchingUp))
        .as("more than a buffer takes, of which those missed are none")
        .hasSize(6)
        .allSatisfy(
            frame ->
                assertThat(frame)
                    .startsWith("event: desk.gone.v1\ndata: ")
                    .contains("\"topic\":\"notification.desks\"")
                    .doesNotContain("id: "));
    assertThat(texts(member)).isEmpty();
  }

  @Test
  void aLiveStreamThatHasNoRoomForADeskIsCutOff() {
    OpenStream stream = openDesk("o-1");
    liveStreams.add(stream);
    for (int i = 0; i < 10; i++) {
      streams.tell(desk("320371"));
    }
    assertThat(stream.end()).contains(StreamEnd.TOO_SLOW);
    assertThat(liveStreams.contains(stream)).isFalse();
  }

  @Test
  void thatAllHasComeIsToldBeyondTheBound() {
    OpenStream stream = new OpenStream(new Viewer.Member("v-0"), NOW, 1, 1_000);
    assertThat(stream.offer(frame(10))).isTrue();
    assertThat(stream.offer(frame(10))).isFalse();

    stream.offerInAnyCase(frame(20));

    assertThat(stream.take()).isNotNull();
    assertThat(stream.take()).extracting(frame -> frame.bytes().length).isEqualTo(20);
    stream.end(StreamEnd.GOING_AWAY, null);
    stream.offerInAnyCase(frame(20));
    assertThat(stream.drained()).isTrue();
  }

  @Test
  void framesThatWaitAreLimitedInNumber() {
    OpenStream stream = new OpenStream(new Viewer.Member("v-0"), NOW, 2, 1_000);
    assertThat(stream.offer(frame(1))).isTrue();
    assertThat(stream.offer(frame(1))).isTrue();
    assertThat(stream.offer(frame(1))).isFalse();
    stream.take();
    assertThat(stream.offer(frame(1))).isTrue();
  }

  @Test
  void framesThatWaitAreLimitedInBytes() {
    OpenStream stream = new OpenStream(new Viewer.Member("v-0"), NOW, 100, 1_000);
    assertThat(stream.offer(frame(999))).isTrue();
    assertThat(stream.offer(frame(2))).isFalse();
    assertThat(stream.offer(frame(1))).isTrue();
    stream.take();
    stream.take();
    assertThat(stream.offer(frame(5_000))).as("a giant passes alone").isTrue();
    assertThat(stream.offer(frame(1))).isFalse();
  }

  @Test
  void heartbeatsOfALiveStreamSayWhereItIs() throws Exception {
    OpenStream live = live("v-1");
    OpenStream catchingUp = open("v-2");
    texts(live);
    tickAll(NOW);
    assertThat(texts(live)).containsExactly(": heartbeat\nid: 0\n\n");
    assertThat(texts(catchingUp)).containsExactly(": heartbeat\n\n");
  }

  @Test
  void settingsOutsideTheirBoundsAreRefusedAtTheStart() {
    assertThatThrownBy(() -> settings(0, 2, 4, 2_000))
        .hasMessage("muster.stream.max-streams must be between 1 and 1000000, not 0");
    assertThatThrownBy(() -> settings(1, 2, 4, 1_023))
        .hasMessageContaining("muster.stream.buffer-bytes");
  }

  private OpenStream open(String account) {
    return streams.open(new Viewer.Member(account), Instant.MAX).orElseThrow();
  }

  private OpenStream live(String account) throws InterruptedException {
    OpenStream stream = open(account);
    new CatchUp(
            recent,
            liveStreams,
            distribution,
            Map.of(StreamTopic.DISPATCH, new NoLog()),
            new OneTeam(),
            frames,
            settings)
        .run(stream, new CatchUp.Start.Now());
    return stream;
  }

  private void accept(Incident events) {
    events.events().forEach(event -> distribution.accept(new LogRecord(0, offset++, 100, event)));
  }

  private void tickAll(Instant now) {
    for (int i = 0; i < 15; i++) {
      streams.tick(now);
    }
  }

  private static List<String> texts(OpenStream stream) {
    List<String> texts = new ArrayList<>();
    for (Frame frame = stream.take(); frame != null; frame = stream.take()) {
      texts.add(new String(frame.bytes(), StandardCharsets.UTF_8));
    }
    return texts;
  }

  private static Frame frame(int bytes) {
    return new Frame(new byte[bytes], null);
  }

  private static StreamSettings settings(
      int maxStreams, int perAccount, int bufferFrames, int bufferBytes) {
    return new StreamSettings(
        Duration.ofSeconds(15),
        Duration.ofSeconds(2),
        maxStreams,
        perAccount,
        bufferFrames,
        bufferBytes,
        Duration.ofSeconds(30),
        100,
        1 << 20,
        Duration.ofHours(1),
        Duration.ofHours(1),
        100,
        100,
        Duration.ofHours(1),
        2);
  }

  /** Of which v-1 is the only member. */
  private static final class OneTeam implements TeamMembers {
    @Override
    public Collection<String> accountsOf(String teamId, Collection<String> volunteerIds) {
      return accountsOf(teamId).stream().filter(volunteerIds::contains).toList();
    }

    @Override
    public Collection<String> accountsOf(String teamId) {
      return teamId.equals("t-1") ? List.of("v-1") : List.of();
    }

    @Override
    public Collection<String> teamsOf(String account) {
      return account.equals("v-1") ? List.of("t-1") : List.of();
    }
  }

  private static final class NoLog implements EventLog {
    @Override
    public Position end() {
      return Position.start(1);
    }

    @Override
    public Position positionAt(Instant time) {
      return Position.start(1);
    }

    @Override
    public void replay(Position from, Position until, Reader reader) {}
  }
}
