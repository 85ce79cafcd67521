package muster.notification.stream;

import org.jspecify.annotations.Nullable;

/** A piece of a stream as it goes over the wire; one instance is shared by all who get it. */
public final class Frame {
  private final byte[] bytes;
  private final AlertBoard.@Nullable TaskRef offer;

  /**
   * @param bytes not copied and never changed
   * @param offer the task that this frame offers, if it does: its delivery is to be receipted
   */
  public Frame(byte[] bytes, AlertBoard.@Nullable TaskRef offer) {
    this.bytes = bytes;
    this.offer = offer;
  }

  /** Not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  public AlertBoard.@Nullable TaskRef offer() {
    return offer;
  }
}
