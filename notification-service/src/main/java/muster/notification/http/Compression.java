package muster.notification.http;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.netty.HttpCompressionStrategy;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import jakarta.inject.Singleton;

/**
 * Compresses text above 1 kB for those who ask. Never an event stream: a compressor would hold
 * frames back until it has enough to compress.
 */
@Singleton
@Replaces(HttpCompressionStrategy.class)
final class Compression implements HttpCompressionStrategy {
  private static final int LEAST_BYTES = 1_024;

  @Override
  public boolean isEnabled() {
    return true;
  }

  @Override
  public int getMaxZstdEncodeSize() {
    return NettyHttpServerConfiguration.DEFAULT_MAX_ZSTD_ENCODE_SIZE;
  }

  @Override
  public boolean shouldCompress(HttpResponse response) {
    String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE);
    String length = response.headers().get(HttpHeaderNames.CONTENT_LENGTH);
    return type != null
        && !type.startsWith(MediaType.TEXT_EVENT_STREAM)
        && MediaType.isTextBased(type)
        && (length == null || Long.parseLong(length) > LEAST_BYTES);
  }
}
