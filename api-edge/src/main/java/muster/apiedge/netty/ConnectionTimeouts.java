package muster.apiedge.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import muster.apiedge.request.EdgeLimits;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the codec, sees bytes, and ends connections whose client is too slow. It looks a
 * few times in each timeout, so a client may have up to a quarter more than it is promised.
 *
 * <p>It also holds up closing while a client still sends: the system would answer with a reset,
 * which takes away an answer that the client has not read yet.
 */
final class ConnectionTimeouts extends ChannelDuplexHandler {
  private static final int LOOKS = 4;
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);
  private static final Duration LINGER = Duration.ofSeconds(1);
  private static final int LINGER_BYTES = 1024 * 1024;

  private final EdgeLimits limits;
  private final Progress progress;
  private final RequestGate gate;
  private final Duration look;

  private long idleSince = System.nanoTime();
  private long headerSince;
  private boolean used;

  /** Time that the service waited for the body since it last made progress. */
  private long waitedForBody;

  private int bodyBytes;
  private boolean readWanted = true;
  private long wantedSince = System.nanoTime();
  private boolean lingering;
  private int lingeredBytes;
  private @Nullable ChannelPromise closing;

  ConnectionTimeouts(EdgeLimits limits, Progress progress, RequestGate gate) {
    this.limits = limits;
    this.progress = progress;
    this.gate = gate;
    Duration shortest = limits.headerTimeout();
    for (Duration timeout : new Duration[] {limits.bodyTimeout(), limits.idleTimeout()}) {
      shortest = timeout.compareTo(shortest) < 0 ? timeout : shortest;
    }
    Duration part = shortest.dividedBy(LOOKS);
    this.look = part.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : part;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    lookLater(ctx);
  }

  private void lookLater(ChannelHandlerContext ctx) {
    ctx.executor().schedule(() -> look(ctx), look.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void look(ChannelHandlerContext ctx) {
    if (!ctx.channel().isActive() || ctx.isRemoved() || progress.over || lingering) {
      return;
    }
    long now = System.nanoTime();
    if (progress.bodyOpen) {
      long waited = waitedForBody + (readWanted ? now - wantedSince : 0);
      if (waited > limits.bodyTimeout().toNanos()) {
        gate.refuseLate("body-timeout");
      }
    } else if (progress.inWork == 0 && progress.headerBegun) {
      if (now - headerSince > limits.headerTimeout().toNanos()) {
        gate.refuseLate("header-timeout");
      }
    } else if (progress.inWork > 0) {
      idleSince = now;
    } else if (now - idleSince > (used ? limits.idleTimeout() : limits.headerTimeout()).toNanos()) {
      ctx.close();
    }
    lookLater(ctx);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (progress.over || lingering) {
      lingeredBytes += msg instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
      ReferenceCountUtil.release(msg);
      if (lingeredBytes > LINGER_BYTES) {
        ctx.close(closing == null ? ctx.newPromise() : closing);
      }
      return;
    }
    long now = System.nanoTime();
    idleSince = now;
    used = true;
    if (progress.bodyOpen) {
      bodyBytes += msg instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
      if (bodyBytes >= EdgeLimits.BODY_PROGRESS_BYTES) {
        bodyBytes = 0;
        waitedForBody = 0;
      } else if (readWanted) {
        waitedForBody += now - wantedSince;
      }
      wantedSince = now;
    } else {
      bodyBytes = 0;
      waitedForBody = 0;
      wantedSince = now;
      if (!progress.headerBegun) {
        progress.headerBegun = true;
        headerSince = now;
      }
    }
    ctx.fireChannelRead(msg);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (readWanted) {
      readWanted = false;
      if (progress.bodyOpen) {
        waitedForBody += Math.max(0, System.nanoTime() - wantedSince);
      }
    }
    ctx.fireChannelReadComplete();
    if (progress.over || lingering) {
      ctx.read();
    }
  }

  @Override
  public void read(ChannelHandlerContext ctx) {
    if (!readWanted) {
      readWanted = true;
      wantedSince = System.nanoTime();
    }
    ctx.read();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (lingering && event instanceof ChannelInputShutdownEvent) {
      ctx.close(closing == null ? ctx.newPromise() : closing);
      return;
    }
    ctx.fireUserEventTriggered(event);
  }

  /** Whoever closes, be it the framework. */
  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (lingering
        || !ctx.channel().isActive()
        || !progress.leavesUnread()
        || !(ctx.channel() instanceof DuplexChannel duplex)) {
      ctx.close(promise);
      return;
    }
    lingering = true;
    closing = promise;
    duplex.shutdownOutput();
    ctx.executor().schedule(() -> ctx.close(promise), LINGER.toNanos(), TimeUnit.NANOSECONDS);
    ctx.read();
  }
}
