package muster.apiedge.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import muster.apiedge.request.EdgeLimits;
import muster.apiedge.request.RequestRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The order of answers, without a network: what the framework does is done by the test. */
class RequestGateTest {
  private static final String GET = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String BAD = "GET /a//b HTTP/1.1\r\nHost: a\r\n\r\n";

  private final List<String> refusals = new ArrayList<>();
  private final EmbeddedChannel channel = new EmbeddedChannel();

  RequestGateTest() {
    channel.pipeline().addLast("codec", new HttpServerCodec());
    new Edge(EdgeLimits.DEFAULT, (status, reason) -> refusals.add(status + " " + reason))
        .install(channel, "codec");
  }

  @AfterEach
  void nothingIsLeft() {
    channel.finishAndReleaseAll();
  }

  private void receive(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
  }

  private int requestsLetIn() {
    int requests = 0;
    for (Object part = channel.readInbound(); part != null; part = channel.readInbound()) {
      requests += part instanceof HttpRequest ? 1 : 0;
      ReferenceCountUtil.release(part);
    }
    return requests;
  }

  private void answer(int status) {
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
    response.headers().set("Content-Length", 0);
    channel.writeOutbound(response);
  }

  private String sent() {
    StringBuilder text = new StringBuilder();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      text.append(part.toString(StandardCharsets.UTF_8));
      part.release();
    }
    return text.toString();
  }

  @Test
  void aRefusalComesAfterTheAnswersToTheRequestsBeforeIt() {
    receive(GET + BAD + GET);

    assertThat(requestsLetIn()).isEqualTo(1);
    assertThat(sent()).isEmpty();
    answer(200);
    assertThat(sent()).startsWith("HTTP/1.1 200").containsSubsequence("HTTP/1.1 400", "/a//b");
    assertThat(channel.isOpen()).isFalse();
    assertThat(refusals).containsExactly("400 malformed");
  }

  @Test
  void aBodyThatCannotBeReadIsRefusedInTheFrameworksPlace() {
    receive("POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\nzz\r\n");

    assertThat(requestsLetIn()).isEqualTo(1);
    assertThat(sent()).startsWith("HTTP/1.1 400");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void anAnswerThatHasBegunIsNotFollowedByARefusal() {
    receive("POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n");
    DefaultHttpResponse begun =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    begun.headers().set("Transfer-Encoding", "chunked");
    channel.writeOutbound(begun);
    receive("zz\r\n");

    assertThat(sent()).startsWith("HTTP/1.1 200").doesNotContain("400");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void anAnswerBeforeTheEndOfItsRequestIsTheLastOne() {
    receive("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
    answer(401);

    assertThat(sent()).contains("401").containsIgnoringCase("connection: close");
    assertThat(channel.isOpen()).isFalse();
    assertThat(refusals).containsExactly("401 no-token");
  }

  @Test
  void anAnswerToAWholeRequestLeavesTheConnectionOpen() {
    receive("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
    answer(200);
    receive(GET);
    channel.writeOutbound(
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK),
        new DefaultHttpContent(Unpooled.copiedBuffer("x", StandardCharsets.UTF_8)),
        LastHttpContent.EMPTY_LAST_CONTENT);

    assertThat(channel.isOpen()).isTrue();
    assertThat(requestsLetIn()).isEqualTo(2);
  }

  @Test
  void anAnswerAtOnceToARequestWithoutABodyLeavesTheConnectionOpen() {
    channel
        .pipeline()
        .addLast(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext ctx, Object msg) {
                if (msg instanceof HttpRequest) {
                  answer(200);
                }
                ReferenceCountUtil.release(msg);
              }
            });
    receive(GET + GET);

    assertThat(sent()).containsSubsequence("HTTP/1.1 200", "HTTP/1.1 200").doesNotContain("close");
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void continueIsNoAnswerYet() {
    receive("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    answer(100);
    receive("abc");
    answer(200);

    assertThat(sent()).startsWith("HTTP/1.1 100").contains("HTTP/1.1 200");
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void refusalsByTheFrameworkAreCountedByWhatWasSent() {
    receive(GET);
    answer(401);
    receive("GET /a HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer secret\r\n\r\n");
    answer(401);
    receive("GET /a HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer secret\r\n\r\n");
    answer(403);
    receive(GET);
    answer(404);

    assertThat(refusals).containsExactly("401 no-token", "401 bad-token", "403 not-allowed");
  }

  @Test
  void aRefusalToHeadHasNoBody() {
    receive("HEAD /a//b HTTP/1.1\r\nHost: a\r\n\r\n");

    assertThat(sent()).startsWith("HTTP/1.1 400").endsWith("\r\n\r\n");
  }

  @Test
  void thePathOfATargetIsWhatComesBeforeTheQuery() {
    assertThat(RequestRules.path("/a/b?c=/d")).isEqualTo("/a/b");
    assertThat(RequestRules.path("http://host/a?b")).isEqualTo("/a");
    assertThat(RequestRules.path("http://host")).isEqualTo("/");
    assertThat(RequestRules.path("*")).isEqualTo("/");
    assertThat(RequestRules.path("//a#b")).isEqualTo("//a");
  }

  @Test
  void limitsMustBePositive() {
    EdgeLimits good = EdgeLimits.DEFAULT;
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new EdgeLimits(
                    Duration.ZERO, good.bodyTimeout(), good.idleTimeout(), 1, List.of(), List.of()))
        .withMessageContaining("muster.edge.header-timeout");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new EdgeLimits(
                    good.headerTimeout(),
                    good.bodyTimeout(),
                    good.idleTimeout(),
                    0,
                    List.of(),
                    List.of()))
        .withMessageContaining("muster.edge.connections-per-address");
  }
}
