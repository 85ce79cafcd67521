@NullMarked
package muster.apiedge;

import org.jspecify.annotations.NullMarked;
