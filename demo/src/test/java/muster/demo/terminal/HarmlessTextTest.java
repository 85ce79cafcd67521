package muster.demo.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HarmlessTextTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What terminals are known to obey: each would change what a person sees, or does, or has. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[1A\u001b[2KRESOLVED", // a line up, and over what stands there
        "\u001b[2J\u001b[H", // an empty screen
        "\u001b]0;Muster: all quiet\u0007", // the window's title
        "\u001b]8;;http://example.com\u001b\\click\u001b]8;;\u001b\\", // a link
        "\u001b]52;c;cm0gLXJmIH4=\u0007", // into the clipboard
        "\u001bP$q\"p\u001b\\", // an answer typed into the shell
        "\u001bc", // reset
        "\u009b2J", // the same in one character
        "\u009d0;title\u009c",
        "\u0090q\u009c",
        "CLUE\rRESOLVED", // back to the line's begin
        "RESOLVED\b\b\b\b\b\b\b\b",
        "seen\u007f",
        "nothing\nRESOLVED", // a line that looks like ours
        "nothing\u000bRESOLVED",
        "nothing\fRESOLVED",
        "nothing\u0085RESOLVED",
        "nothing\u2028RESOLVED",
        "nothing\u2029RESOLVED",
        "\u202e DEVLOSER", // from right to left
        "\u2066left\u2069",
        "\u200e\u200f\u061c", // marks of direction
        "t\u200bask", // unseen
        "\ufefft",
        "\udb40\udc41", // a tag, beyond the first plane
        "half \ud83d of a pair",
        "\u0000"
      })
  void whatATerminalWouldObeyIsShownInstead(String outside) {
    String shown = HarmlessText.line(outside).toString();
    assertThat(shown.codePoints()).noneMatch(HarmlessTextTest::isObeyed);
    assertThat(HarmlessText.lines(outside).toString().lines())
        .allSatisfy(line -> assertThat(line.codePoints()).noneMatch(HarmlessTextTest::isObeyed));
    // And nothing of it was lost.
    assertThat(shown.codePointCount(0, shown.length()))
        .isGreaterThanOrEqualTo(outside.codePointCount(0, outside.length()));

    String document = JSON.writeValueAsString(outside);
    String json = HarmlessText.json(document).toString();
    assertThat(json.codePoints()).noneMatch(HarmlessTextTest::isObeyed);
    assertThat(JSON.readTree(json).asString()).isEqualTo(JSON.readTree(document).asString());
  }

  @Test
  void eachIsShownAsWhatItIs() {
    assertThat(HarmlessText.line("a\u001b[2Kb\r\n\tc\u007f\u009b\u202ed\udb40\udc41"))
        .hasToString("a␛[2Kb␍␊␉c␡<U+009B><U+202E>d<U+E0041>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Red e-bike, no plate: 50 % sure, \"behind\" the <market>\\",
        "西朱村东门,红色电动车。",
        "𠮷野家 🚲 👩‍👩‍👧 1️⃣",
        "خانه‌ها و कर्‍म",
        "é e\u0301 \u00a0 \u3000"
      })
  void whatPeopleWriteStaysAsItIs(String text) {
    assertThat(HarmlessText.line(text)).hasToString(text);
    assertThat(HarmlessText.lines(text)).hasToString(text);
    assertThat(HarmlessText.json(text)).hasToString(text);
  }

  @Test
  void linesOfALogStayLines() {
    assertThat(HarmlessText.lines("one\ntwo\u001b[31m\r\nthree\u2028"))
        .hasToString("one\ntwo␛[31m\nthree<U+2028>");
  }

  @Test
  void jsonOnSeveralLinesBecomesOneOfTheSameMeaning() {
    String document = "{\r\n\t\"text\": \"a\u009b2J\u202e\",\n \"note\": \"\\u001b[2J\"}";
    String json = HarmlessText.json(document).toString();
    assertThat(json).doesNotContain("\n", "\r", "\t", "\u009b", "\u202e");
    JsonNode read = JSON.readTree(json);
    assertThat(read.path("text").asString()).isEqualTo("a\u009b2J\u202e");
    assertThat(read.path("note").asString()).isEqualTo("\u001b[2J");
  }

  @Test
  void everyControlCharacterHasSomethingToShow() {
    IntStream.concat(IntStream.range(0, 0x20), IntStream.rangeClosed(0x7f, 0x9f))
        .mapToObj(Character::toString)
        .forEach(
            each ->
                assertThat(HarmlessText.line(each).toString().codePoints())
                    .isNotEmpty()
                    .noneMatch(HarmlessTextTest::isObeyed));
  }

  @Test
  void whatIsPutIntoATextIsHarmless() {
    TerminalTexts texts = TerminalTexts.of(TerminalTexts.COMMANDS, Locale.ENGLISH);
    assertThat(texts.get("watch.refused", "403 \u001b[2J\nConnected."))
        .isEqualTo("The stream was refused: 403 ␛[2J␊Connected.");
    assertThat(texts.get("up.failed", HarmlessText.lines("why\n\u001b[2J")))
        .isEqualTo("The stack did not start. why\n␛[2J");
  }

  /** Written down anew, for the test not to believe what it tests. */
  private static boolean isObeyed(int codePoint) {
    return codePoint < 0x20
        || (codePoint >= 0x7f && codePoint <= 0x9f)
        || codePoint == 0x061c
        || codePoint == 0x200b
        || codePoint == 0x200e
        || codePoint == 0x200f
        || (codePoint >= 0x2028 && codePoint <= 0x202e)
        || (codePoint >= 0x2060 && codePoint <= 0x206f)
        || codePoint == 0xfeff
        || (codePoint >= 0xd800 && codePoint <= 0xdfff)
        || (codePoint >= 0xe0000 && codePoint <= 0xe007f);
  }
}
