package muster.apiedge.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import muster.apiedge.request.AddressRange;
import muster.apiedge.request.ClientAddress;
import muster.apiedge.request.EdgeLimits;
import muster.apiedge.request.RefusalLog;
import muster.apiedge.request.RequestRules;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Stands behind the codec: lets requests in or answers them itself, and closes the connection after
 * an answer whose request was not read to its end. What it answers itself is the connection's last
 * answer, after those to the requests before it.
 */
final class RequestGate extends ChannelDuplexHandler {
  private static final Problem TOO_MANY_CONNECTIONS =
      Problem.of(ProblemType.TOO_MANY_REQUESTS, "Your address has too many connections.");
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final Progress progress;
  private final Connections connections;
  private final EdgeLimits limits;
  private final RefusalLog refusals;
  private final boolean behindProxy;
  private final ArrayDeque<InWork> inWork = new ArrayDeque<>();
  private String path = "/";
  private boolean answerBegun;
  private boolean closeAfterAnswer;

  /** The request whose body is open was given to the framework. */
  private boolean letIn;

  private @Nullable FullHttpResponse lastAnswer;
  private @Nullable ChannelHandlerContext context;

  /**
   * @param counted the client that a trusted proxy named, if it was counted
   */
  private record InWork(boolean hasToken, @Nullable InetAddress counted) {}

  RequestGate(
      Progress progress,
      Connections connections,
      EdgeLimits limits,
      RefusalLog refusals,
      boolean behindProxy) {
    this.progress = progress;
    this.connections = connections;
    this.limits = limits;
    this.refusals = refusals;
    this.behindProxy = behindProxy;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (progress.over) {
      ReferenceCountUtil.release(msg);
    } else if (msg instanceof HttpRequest request) {
      begin(ctx, request);
    } else if (msg instanceof HttpObject part && part.decoderResult().isFailure()) {
      ReferenceCountUtil.release(msg);
      refuse(ctx, ReceivedHeader.unreadable(part.decoderResult().cause()), "malformed");
    } else {
      if (msg instanceof LastHttpContent) {
        progress.bodyOpen = false;
      }
      ctx.fireChannelRead(msg);
    }
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest request) {
    progress.headerBegun = false;
    progress.bodyOpen = true;
    letIn = false;
    path = RequestRules.path(request.uri());
    Optional<Problem> refusal = ReceivedHeader.refusal(request);
    if (refusal.isPresent()) {
      ReferenceCountUtil.release(request);
      if (request.decoderResult().isFailure()) {
        path = "/";
      }
      refuse(ctx, refusal.get(), reason(refusal.get()));
      return;
    }
    InetAddress client =
        behindProxy
            ? ClientAddress.named(
                    request.headers().getAll("Forwarded"),
                    request.headers().getAll("X-Forwarded-For"),
                    limits.trustedProxies())
                .orElse(null)
            : null;
    if (client != null && AddressRange.anyContains(limits.exemptAddresses(), client)) {
      client = null;
    }
    if (client != null && !connections.enter(client)) {
      ReferenceCountUtil.release(request);
      refuse(ctx, TOO_MANY_CONNECTIONS, "too-many-connections");
      return;
    }
    inWork.add(new InWork(request.headers().contains(HttpHeaderNames.AUTHORIZATION), client));
    progress.inWork++;
    letIn = true;
    // Whoever answers at once does so before the end of a request that has no body is seen.
    progress.bodyOpen = hasBody(request);
    ctx.fireChannelRead(request);
  }

  private static boolean hasBody(HttpRequest request) {
    return HttpUtil.isTransferEncodingChunked(request)
        || HttpUtil.getContentLength(request, 0L) > 0;
  }

  /** A header or body that did not come in time. */
  void refuseLate(String reason) {
    ChannelHandlerContext ctx = context;
    if (ctx != null) {
      refuse(ctx, Problem.of(ProblemType.REQUEST_TIMEOUT), reason);
    }
  }

  /**
   * The client has connections enough: this one is answered without being asked, and closed; when
   * it is set up, and not in the middle of that.
   */
  void refuseConnection(Channel connection) {
    connection
        .eventLoop()
        .execute(
            () -> {
              ChannelHandlerContext ctx = context;
              if (ctx != null && !progress.over) {
                refuse(ctx, TOO_MANY_CONNECTIONS, "too-many-connections");
              }
            });
  }

  /** Answers in the framework's place, and lets nothing in any more. */
  private void refuse(ChannelHandlerContext ctx, Problem problem, String reason) {
    boolean ofLetIn = progress.bodyOpen && letIn;
    progress.over = true;
    refusals.refused(problem.type().status(), reason);
    if (ofLetIn) {
      if (answerBegun && progress.inWork == 1) {
        ctx.channel().close();
        return;
      }
      // The framework waits for the rest of this request; it learns of the end by the closing.
      forget(inWork.pollLast());
      progress.inWork--;
    }
    lastAnswer = response(problem);
    answerLast(ctx);
  }

  private void answerLast(ChannelHandlerContext ctx) {
    FullHttpResponse answer = lastAnswer;
    if (answer != null && progress.inWork == 0) {
      lastAnswer = null;
      ctx.writeAndFlush(answer)
          .addListener((ChannelFutureListener) written -> written.channel().close());
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (progress.over && progress.inWork == 0) {
      ReferenceCountUtil.release(msg);
      promise.trySuccess();
      return;
    }
    if (msg instanceof HttpResponse response) {
      if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
        ctx.write(msg, promise);
        return;
      }
      beginAnswer(response);
    }
    if (!(msg instanceof LastHttpContent)) {
      ctx.write(msg, promise);
      return;
    }
    boolean close = closeAfterAnswer;
    answerBegun = false;
    closeAfterAnswer = false;
    forget(inWork.poll());
    progress.inWork = Math.max(0, progress.inWork - 1);
    if (close) {
      progress.over = true;
      ChannelPromise last = promise.unvoid();
      ctx.write(msg, last)
          .addListener((ChannelFutureListener) written -> written.channel().close());
    } else {
      ctx.write(msg, promise);
      answerLast(ctx);
    }
  }

  private void beginAnswer(HttpResponse response) {
    answerBegun = true;
    if (progress.bodyOpen && letIn && progress.inWork == 1) {
      closeAfterAnswer = true;
      HttpUtil.setKeepAlive(response, false);
    }
    int status = response.status().code();
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      InWork answered = inWork.peek();
      boolean hasToken = answered != null && answered.hasToken();
      refusals.refused(
          status, status == FORBIDDEN ? "not-allowed" : hasToken ? "bad-token" : "no-token");
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    progress.over = true;
    while (!inWork.isEmpty()) {
      forget(inWork.poll());
    }
    progress.inWork = 0;
    if (lastAnswer != null) {
      lastAnswer.release();
      lastAnswer = null;
    }
    ctx.fireChannelInactive();
  }

  private void forget(@Nullable InWork request) {
    if (request != null && request.counted() != null) {
      connections.leave(request.counted());
    }
  }

  private static String reason(Problem problem) {
    return problem.type().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private FullHttpResponse response(Problem problem) {
    byte[] body = problem.toJson(path);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(problem.type().status()),
            Unpooled.wrappedBuffer(body));
    problem.headers().forEach(response.headers()::set);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, ProblemType.MEDIA_TYPE)
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    return response;
  }
}
