@NullMarked
package muster.apiedge.netty;

import org.jspecify.annotations.NullMarked;
