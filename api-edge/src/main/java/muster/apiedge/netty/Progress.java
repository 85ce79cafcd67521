package muster.apiedge.netty;

/** How far one connection is; seen and changed on its event loop only. */
final class Progress {
  /** Bytes have come that belong to no request whose header is complete. */
  boolean headerBegun;

  /** A header is complete and its body is not. */
  boolean bodyOpen;

  /** Requests that were let in and have no complete answer yet. */
  int inWork;

  /** Nothing that comes is looked at any more; the connection ends. */
  boolean over;

  /** A part of a request is on its way, or may be, that nobody will read. */
  boolean leavesUnread() {
    return bodyOpen || headerBegun || over;
  }
}
