package muster.notification.stream.http;

import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ResponseBodyWriter;
import io.micronaut.http.codec.CodecException;
import jakarta.inject.Singleton;
import java.io.OutputStream;

/**
 * Sends a stream's frames as they are. Micronaut's own writer of server-sent events asks a
 * publisher for 32 events ahead, which would be 32 frames counted as sent that nobody has got.
 */
@Singleton
@Produces(MediaType.TEXT_EVENT_STREAM)
final class StreamResponseWriter implements ResponseBodyWriter<StreamResponse> {

  @Override
  public CloseableByteBody writePiece(
      ByteBodyFactory bodyFactory,
      HttpRequest<?> request,
      HttpResponse<?> response,
      Argument<StreamResponse> type,
      MediaType mediaType,
      StreamResponse object) {
    StreamBody body =
        new StreamBody(
            object.stream(),
            object.channel(),
            bodyFactory.readBufferFactory(),
            object.written(),
            object.closed());
    object.stream().attach(body);
    return bodyFactory.adapt(body);
  }

  @Override
  public void writeTo(
      Argument<StreamResponse> type,
      MediaType mediaType,
      StreamResponse object,
      MutableHeaders outgoingHeaders,
      OutputStream outputStream)
      throws CodecException {
    throw new CodecException("a stream has no end and can't be written to a buffer");
  }
}
