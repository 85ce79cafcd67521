package muster.contracts;

import static muster.contracts.CancelledAlert.CANCELLED;
import static muster.contracts.CancelledAlert.CANCELLED_JSON;
import static muster.contracts.CancelledAlert.bytes;
import static muster.contracts.CancelledAlert.decode;
import static muster.contracts.CancelledAlert.headers;
import static muster.contracts.CancelledAlert.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.AlertCancelled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the characters of a record. */
class EventTextsTest {
  private final EventCodec codec = new EventCodec();

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    byte[] latin1 =
        CANCELLED_JSON.replace("chen", "ch\u00E9n").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(decode(DispatchEvent.class, headers(), latin1))
        .isInstanceOf(Decoded.Unreadable.class);
  }

  /** An alert is not lost for a character. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "found\\u0000it | found\uFFFDit",
        "\\u001b[2Jfound it | \uFFFD[2Jfound it",
        "found \\ud83d it | found \uFFFD it",
        "found\u202Eit | found\uFFFDit",
        "'found\\n\\tit' | 'found\n\tit'",
        "cafe\u0301 | cafe\u0301"
      })
  void aRefusedCharacterOfATextIsReadAsAReplacement(String json, String text) {
    AlertCancelled mended =
        new AlertCancelled(CANCELLED.alertId(), CANCELLED.at(), CANCELLED.by(), text);
    Decoded<DispatchEvent> decoded = read(CANCELLED_JSON.replace("owner found it", json));
    assertThat(decoded).isInstanceOf(Decoded.Readable.class);
    assertThat(((Decoded.Readable<DispatchEvent>) decoded).envelope().event()).isEqualTo(mended);
    assertThat(
            codec.fromJson(
                "alert.cancelled.v1", bytes(CANCELLED_JSON.replace("owner found it", json))))
        .isEqualTo(mended);
  }

  @Test
  void aTextInsideAListIsMendedToo() {
    byte[] team =
        bytes(
            """
            {"teamId":"xizhu","at":"2022-03-12T01:20:00Z","version":1,"name":"Xi\\u0007zhu","jurisdiction":"320371003",\
            "base":{"latitude":34.2,"longitude":117.3},"capabilities":["first\\u0000aid"],"members":[]}\
            """);
    assertThat(codec.fromJson("team.snapshot.v1", team).toString())
        .contains("Xi\uFFFDzhu", "first\uFFFDaid");
  }

  /** Half an emoji can arrive in a request body as an escape; the event must still go out. */
  @Test
  void aLoneSurrogateIsWrittenAsAReplacementRatherThanStoppingTheEvent() {
    AlertCancelled half =
        new AlertCancelled(CANCELLED.alertId(), CANCELLED.at(), "chen", "found \ud83d it");
    byte[] json = codec.toJson(half);
    assertThat(codec.fromJson("alert.cancelled.v1", json)).isInstanceOf(AlertCancelled.class);
  }
}
