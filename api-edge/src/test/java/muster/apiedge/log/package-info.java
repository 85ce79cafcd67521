@NullMarked
package muster.apiedge.log;

import org.jspecify.annotations.NullMarked;
