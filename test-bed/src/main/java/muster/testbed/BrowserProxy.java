package muster.testbed;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a browser under test goes through: a SOCKS 5 proxy (RFC 1928) on the loopback interface, to
 * which a host's name is told and bytes are bytes, so that it needs to know nothing of what passes.
 * It cuts, breaks, holds and slows connections, whoever in the browser has made them: pages,
 * workers, the browser itself. And it knows which hosts were asked for; only this machine's are
 * reached.
 */
public final class BrowserProxy implements AutoCloseable {
  /**
   * Where Chromium 156 reports to its maker though all that has a switch is switched off: accounts,
   * forms to fill in, updates. No page of Muster has a reason to ask for one of them.
   */
  private static final Set<String> OF_THE_BROWSER =
      Set.of("accounts.google.com", "content-autofill.googleapis.com", "update.googleapis.com");

  private static final int VERSION = 5;
  private static final int CONNECT = 1;
  private static final int NO_AUTHENTICATION = 0;
  private static final int NOTHING_ACCEPTABLE = 0xFF;
  private static final int SUCCEEDED = 0;
  private static final int NOT_ALLOWED = 2;
  private static final int HOST_UNREACHABLE = 4;
  private static final int NO_SUCH_COMMAND = 7;
  private static final int NO_SUCH_ADDRESS_TYPE = 8;
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
  private static final int PIECE_BYTES = 16 * 1024;

  private final ServerSocket server;
  private final Set<Passage> open = ConcurrentHashMap.newKeySet();
  private final Set<String> hosts = ConcurrentHashMap.newKeySet();
  private final Gate gate = new Gate();
  private volatile boolean cut;

  private BrowserProxy(ServerSocket server) {
    this.server = server;
  }

  public static BrowserProxy start() {
    try {
      BrowserProxy proxy =
          new BrowserProxy(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
      Thread.ofVirtual().name("browser-proxy").start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Ends all connections and lets nobody make another one, until {@link #restore}. */
  public void cut() {
    cut = true;
    breakConnections();
  }

  /** As if nothing had been: not cut, not held, not slowed. */
  public void restore() {
    cut = false;
    gate.open();
  }

  /** Ends all connections; new ones can be made at once. */
  public void breakConnections() {
    open.forEach(Passage::close);
  }

  /** Nothing passes, and nobody is told: what a network that has gone silent does. */
  public void hold() {
    gate.shut();
  }

  /**
   * @param bytesPerSecond of all connections together, in both directions; at least 1
   */
  public void slowTo(int bytesPerSecond) {
    gate.slowTo(bytesPerSecond);
  }

  /** How many connections there are now. */
  public int connections() {
    return open.size();
  }

  /**
   * Those asked for since it was started, as they were named, with their port, such as {@code
   * localhost:8080}.
   */
  public Set<String> hosts() {
    return new TreeSet<>(hosts);
  }

  /**
   * Of {@link #hosts} those that are not this machine, and not asked for by the browser of its own
   * accord. Nobody has reached either.
   */
  public Set<String> foreignHosts() {
    Set<String> foreign = new TreeSet<>();
    for (String address : hosts) {
      String host = address.substring(0, address.lastIndexOf(':'));
      if (!isThisMachine(host) && !OF_THE_BROWSER.contains(host)) {
        foreign.add(address);
      }
    }
    return foreign;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    gate.open();
    breakConnections();
  }

  private static boolean isThisMachine(String host) {
    return THIS_MACHINE.contains(host);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket browser = server.accept();
        Thread.ofVirtual().name("browser-proxy-connection").start(() -> serve(browser));
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket browser) {
    Passage passage = new Passage(browser);
    open.add(passage);
    try {
      if (cut) {
        return;
      }
      Socket host = connect(browser);
      if (host != null && passage.joins(host)) {
        passage.run();
      }
    } catch (IOException e) {
      // One of the two is gone, or has said what makes no sense: the other one sees a closed
      // connection.
    } finally {
      passage.close();
      open.remove(passage);
    }
  }

  /**
   * What the browser says before there is a connection, and the answer to it; null where there will
   * be none.
   */
  private @Nullable Socket connect(Socket browser) throws IOException {
    browser.setTcpNoDelay(true);
    DataInputStream in = new DataInputStream(browser.getInputStream());
    OutputStream out = browser.getOutputStream();
    requireVersion(in);
    byte[] methods = in.readNBytes(in.readUnsignedByte());
    boolean known =
        new String(methods, StandardCharsets.ISO_8859_1).indexOf(NO_AUTHENTICATION) >= 0;
    out.write(new byte[] {VERSION, (byte) (known ? NO_AUTHENTICATION : NOTHING_ACCEPTABLE)});
    if (!known) {
      return null;
    }
    requireVersion(in);
    int command = in.readUnsignedByte();
    in.readUnsignedByte(); // reserved
    String name = readName(in);
    int port = in.readUnsignedShort();
    if (name == null || command != CONNECT) {
      answer(out, name == null ? NO_SUCH_ADDRESS_TYPE : NO_SUCH_COMMAND);
      return null;
    }
    hosts.add(name + ":" + port);
    if (!isThisMachine(name)) {
      answer(out, NOT_ALLOWED);
      return null;
    }
    Socket host = new Socket();
    try {
      host.setTcpNoDelay(true);
      host.connect(
          new InetSocketAddress(name.replaceAll("[\\[\\]]", ""), port),
          (int) CONNECT_PATIENCE.toMillis());
      answer(out, SUCCEEDED);
      return host;
    } catch (IOException e) {
      host.close();
      answer(out, HOST_UNREACHABLE);
      return null;
    }
  }

  private static void requireVersion(DataInputStream in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("SOCKS " + version);
    }
  }

  /** As a URL has it; null of a kind that there is not. */
  private static @Nullable String readName(DataInputStream in) throws IOException {
    return switch (in.readUnsignedByte()) {
      case IPV4 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
      case IPV6 -> {
        byte[] address = in.readNBytes(16);
        byte[] loopback = new byte[16];
        loopback[15] = 1;
        yield Arrays.equals(address, loopback)
            ? "[::1]"
            : "[" + InetAddress.getByAddress(address).getHostAddress() + "]";
      }
      case NAME -> new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII);
      default -> null;
    };
  }

  /** Without an address of the proxy's own end, which no browser asks for. */
  private static void answer(OutputStream out, int result) throws IOException {
    out.write(new byte[] {VERSION, (byte) result, 0, IPV4, 0, 0, 0, 0, 0, 0});
  }

  /** A browser's connection, and where it leads. */
  private final class Passage {
    private final List<Socket> ends = new ArrayList<>();
    private final Socket browser;
    private boolean over;

    Passage(Socket browser) {
      this.browser = browser;
      ends.add(browser);
    }

    /** False where it was closed meanwhile. */
    synchronized boolean joins(Socket host) throws IOException {
      if (over) {
        host.close();
        return false;
      }
      ends.add(host);
      return true;
    }

    /** Until both directions have ended. */
    void run() throws IOException {
      Socket host = ends.get(1);
      Thread back = Thread.ofVirtual().start(() -> copy(host, browser));
      copy(browser, host);
      try {
        back.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void copy(Socket from, Socket to) {
      byte[] piece = new byte[PIECE_BYTES];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        while (true) {
          int bytes = in.read(piece, 0, gate.pieceBytes());
          if (bytes < 0) {
            to.shutdownOutput();
            return;
          }
          gate.pass(bytes);
          out.write(piece, 0, bytes);
        }
      } catch (IOException e) {
        close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        close();
      }
    }

    synchronized void close() {
      over = true;
      for (Socket end : ends) {
        try {
          end.close();
        } catch (IOException e) {
          // It is of no use any more, whatever is wrong with it.
        }
      }
    }
  }

  /** What lets bytes through, and when. */
  private static final class Gate {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private boolean shut;
    private int bytesPerSecond;

    /** When the bytes that have been let through are over, at the speed that is allowed. */
    private long busyUntil;

    synchronized void open() {
      shut = false;
      bytesPerSecond = 0;
      notifyAll();
    }

    synchronized void shut() {
      shut = true;
    }

    synchronized void slowTo(int speed) {
      if (speed < 1) {
        throw new IllegalArgumentException("bytesPerSecond must be at least 1: " + speed);
      }
      bytesPerSecond = speed;
      busyUntil = System.nanoTime();
    }

    /**
     * A slow line has small pieces, so that its bytes come one after the other and not in heaps.
     */
    synchronized int pieceBytes() {
      return bytesPerSecond == 0 ? PIECE_BYTES : Math.clamp(bytesPerSecond / 10, 1, PIECE_BYTES);
    }

    synchronized void pass(int bytes) throws InterruptedException {
      while (shut) {
        wait();
      }
      if (bytesPerSecond == 0) {
        return;
      }
      long now = System.nanoTime();
      long mine = Math.max(now, busyUntil) + bytes * NANOS_PER_SECOND / bytesPerSecond;
      busyUntil = mine;
      while (bytesPerSecond > 0 && (now = System.nanoTime()) < mine) {
        wait(Math.max(1, (mine - now) / 1_000_000));
      }
      while (shut) {
        wait();
      }
    }
  }
}
