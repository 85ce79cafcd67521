/** What the web server itself takes and refuses, as handlers of Netty; no framework. */
@NullMarked
package muster.apiedge.netty;

import org.jspecify.annotations.NullMarked;
