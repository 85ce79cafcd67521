package muster.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Ports of the loopback interface for servers that may be stopped and come back on their port.
 *
 * <p>They lie below those that systems give to outgoing connections (from 32768 on Linux, from
 * 49152 by <a href="https://www.rfc-editor.org/rfc/rfc6335#section-6">RFC 6335</a>), where a
 * client's connection can take the place of a server that is away for a moment. Processes of one
 * user don't get in each other's way either: each keeps blocks of ports by a lock that ends with
 * the process.
 */
public final class FreePorts {
  static final int FIRST = 12_768;
  static final int LAST = 32_767;
  private static final int BLOCK = 100;

  private static final Path FOLDER =
      Path.of(
          System.getProperty("java.io.tmpdir"), "muster-ports-" + System.getProperty("user.name"));

  /** Held until the process ends. */
  private static final List<FileLock> BLOCKS = new ArrayList<>();

  private static final Queue<Integer> LEFT = new ArrayDeque<>();

  private FreePorts() {}

  /**
   * A port that nothing listens on now, and that neither this process nor another one of this user
   * that still runs has been given before.
   */
  public static synchronized int next() {
    try {
      while (true) {
        if (LEFT.isEmpty()) {
          takeBlock();
        }
        int port = LEFT.remove();
        if (isFree(port)) {
          return port;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("No ports can be reserved in " + FOLDER, e);
    }
  }

  private static void takeBlock() throws IOException {
    Files.createDirectories(FOLDER);
    // Not the same ones as the run before: connections of those may still be closing.
    List<Integer> starts =
        new ArrayList<>(
            IntStream.iterate(FIRST, start -> start + BLOCK <= LAST + 1, start -> start + BLOCK)
                .boxed()
                .toList());
    Collections.shuffle(starts);
    for (int start : starts) {
      FileLock lock = tryLock(FOLDER.resolve(Integer.toString(start)));
      if (lock != null) {
        BLOCKS.add(lock);
        IntStream.range(start, start + BLOCK).forEach(LEFT::add);
        return;
      }
    }
    throw new IllegalStateException(
        "All ports from %d to %d are reserved by running processes".formatted(FIRST, LAST));
  }

  /** Null when a process has it, this one or another. */
  private static @Nullable FileLock tryLock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
      return lock;
    } catch (OverlappingFileLockException e) {
      return null;
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
  }

  /** Whether a server could bind the port on the loopback interface now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As servers do on Linux: connections of an earlier run in TIME_WAIT are no obstacle.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
