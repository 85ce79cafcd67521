@NullMarked
package muster.apiedge.spring.server;

import org.jspecify.annotations.NullMarked;
