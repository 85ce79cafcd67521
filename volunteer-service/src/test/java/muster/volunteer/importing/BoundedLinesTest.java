package muster.volunteer.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.volunteer.importing.BoundedLines.Next;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {
  private static final int LINE_BYTES = 64;

  private static List<String> read(String text) throws IOException {
    ImportLimits limits = new ImportLimits(LINE_BYTES, 1_024, 100, 10, 10);
    BoundedLines lines =
        new BoundedLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), limits);
    List<String> found = new ArrayList<>();
    while (true) {
      switch (lines.next()) {
        case Next.Content(byte[] bytes) -> found.add(new String(bytes, StandardCharsets.UTF_8));
        case Next.TooLong() -> found.add("too long");
        case Next.TooMuch() -> {
          found.add("too much");
          return found;
        }
        case Next.End() -> {
          return found;
        }
      }
    }
  }

  @Test
  void linesEndWithLfOrCrLfOrTheFile() throws IOException {
    assertThat(read("a\nb\r\n\nc")).containsExactly("a", "b", "", "c");
    assertThat(read("a\n")).containsExactly("a");
    assertThat(read("")).isEmpty();
  }

  @Test
  void aLineOfTheLimitFitsAndOneByteMoreDoesNot() throws IOException {
    String full = "x".repeat(LINE_BYTES);

    assertThat(read(full + "\na")).containsExactly(full, "a");
    assertThat(read(full + "\r\na")).containsExactly(full, "a");
    assertThat(read(full + "x\na")).containsExactly("too long", "a");
    assertThat(read(full + "x\r\na")).containsExactly("too long", "a");
    assertThat(read("西".repeat(22))).containsExactly("too long");
    assertThat(read(full.repeat(5))).containsExactly("too long");
  }

  @Test
  void aFileOfTheLimitFitsAndOneByteMoreDoesNot() throws IOException {
    assertThat(read("\n".repeat(1_024))).hasSize(1_024).doesNotContain("too much");
    assertThat(read("\n".repeat(1_025))).hasSize(1_025).endsWith("too much");
  }
}
