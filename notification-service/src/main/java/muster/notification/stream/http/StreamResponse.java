package muster.notification.stream.http;

import io.netty.channel.Channel;
import java.util.function.Consumer;
import muster.notification.stream.Frame;
import muster.notification.stream.OpenStream;

/**
 * A stream that is to be sent over a connection.
 *
 * @param written told of each frame that the socket has been given
 * @param closed told once when nothing more can be sent
 */
record StreamResponse(
    OpenStream stream, Channel channel, Consumer<Frame> written, Runnable closed) {}
